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

/// The largest ratio of a norm to the last norm, or its inverse; 0 if there is nothing to compare.
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

/// Records the curve of a run during training.
class RunCurve {
 public:
  /// If `with_layers` is set, each point also holds the numbers of every layer.
  explicit RunCurve(bool with_layers) : with_layers_(with_layers) {}

  /// Adds a point for the row that was just appended to the run's log, if there is a new one.
  void note(const RunState& run, LayerMeter& meter);
  /// Returns at most RunResult::most_points, after as many of `past`, the training of the known weights.
  std::vector<CurvePoint> points(const RunLog& past) const;

 private:
  bool with_layers_;
  std::vector<CurvePoint> points_;  // every point whose number is a multiple of stride_, and the last one
  std::int64_t noted_ = 0;
  std::int64_t stride_ = 1;
};

}  // namespace lfp
