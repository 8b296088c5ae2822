#pragma once

#include "core/study/training_result.h"
#include "core/training/run_state.h"

#include <cstdint>
#include <vector>

namespace lfp {

/// Measures the layers of a run as training goes on: how far the weights are from the start, and what the
/// units gave in the last evaluation.
class LayerMeter {
 public:
  /// Of a run at step 0.
  explicit LayerMeter(const RunState& run);

  /// Looks at the run as it is now.
  void measure(const RunState& run);
  /// As it was then.
  LayerNumbers all() const;
  std::vector<LayerResult> layers() const;

 private:
  /// What adds up over layers.
  struct Sums {
    std::int64_t weights = 0;
    std::int64_t flipped = 0;
    double square = 0;            // of what the weights have moved
    std::int64_t comparable = 0;  // weights that have a sign to agree with
    std::int64_t agreeing = 0;
    std::int64_t outputs = 0;
    std::int64_t zeros = 0;
    std::int64_t spikes = 0;
    std::int64_t spiking_outputs = 0;

    void add(const Sums& other);
    LayerNumbers numbers() const;
  };
  struct Layer {
    std::string kind;
    Matrix start;  // weights
    std::vector<std::int8_t> sign;
    Sums sums;
  };

  std::vector<Layer> layers_;
};

}  // namespace lfp
