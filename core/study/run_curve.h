#pragma once

#include "core/study/layer_meter.h"
#include "core/study/training_result.h"
#include "core/training/materials.h"
#include "core/training/run_state.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace lfp {

/// The largest ratio of a norm to the last one, either way round; 0 where there is nothing to compare.
template <class Number>
double largest_ratio_of(std::span<const Number> norms) {
  if (norms.empty() || !(norms.back() > 0)) return 0;
  double largest = 0;
  for (const Number norm : norms) {
    const double ratio = static_cast<double>(norm) / static_cast<double>(norms.back());
    largest = std::max({largest, ratio, ratio > 0 ? 1 / ratio : 0.0});
  }
  return largest;
}

/// Gathers the curve of a run while it trains.
class RunCurve {
 public:
  /// `with_layers`: points have a number for each layer.
  explicit RunCurve(bool with_layers) : with_layers_(with_layers) {}

  /// Takes up the row that the run's log was just given, if it was given one.
  void note(const RunState& run, LayerMeter& meter);
  /// At most RunResult::most_points, behind as many of the training that the known weights come from.
  std::vector<CurvePoint> points(const RunLog& past) const;

 private:
  bool with_layers_;
  std::vector<CurvePoint> points_;  // each whose number is a multiple of stride_, and the last
  std::int64_t noted_ = 0;
  std::int64_t stride_ = 1;
};

}  // namespace lfp
