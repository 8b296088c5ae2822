#pragma once

#include "core/study/training_result.h"
#include "core/training/run_state.h"

#include <cstdint>
#include <vector>

namespace lfp {

/// Measures the layers of a run during training: how far the weights have moved from the start, and the unit
/// outputs of the last evaluation.
class LayerMeter {
 public:
  /// The run must be at step 0.
  explicit LayerMeter(const RunState& run);

  /// Measures the run in its current state.
  void measure(const RunState& run);
  /// The results of the last call to measure().
  LayerNumbers all() const;
  std::vector<LayerResult> layers() const;

 private:
  /// Quantities that can be added up over layers.
  struct Sums {
    std::int64_t weights = 0;
    std::int64_t flipped = 0;
    double square = 0;            // summed squares of the weights' changes
    std::int64_t comparable = 0;  // weights that have a reference sign
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
    Matrix start;  // initial weights
    std::vector<std::int8_t> sign;
    Sums sums;
  };

  std::vector<Layer> layers_;
};

}  // namespace lfp
