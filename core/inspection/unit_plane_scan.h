#pragma once

#include "core/snapshot/unit_planes.h"
#include "core/training/passed_sample.h"
#include "core/training/run_state.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace lfp {

/// Neurons over the input plane, in the square of BoundaryScan. Keeps its room.
class UnitPlaneScan {
 public:
  /// `resolution` cells a side. For planar data with classes, dense layers without time, and one
  /// architecture.
  std::shared_ptr<const UnitPlanes> scan(const RunState& state, int resolution, bool with_feedback);

 private:
  void find_labels(const Dataset& dataset, int resolution);

  std::optional<PassedSample> passed_;
  std::shared_ptr<const Dataset> dataset_;  // of the labels
  std::vector<float> inputs_;               // x, y of each cell
  std::vector<std::int32_t> labels_;        // of the nearest training sample
};

/// Whether the neurons of this network have an answer at every place of a plane.
bool has_unit_planes(const RunState& state);

}  // namespace lfp
