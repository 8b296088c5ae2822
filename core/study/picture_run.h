#pragma once

#include "core/experiment/experiment.h"
#include "core/snapshot/boundary_snapshot.h"
#include "core/study/weight_paths.h"
#include "core/training/materials.h"

#include <cstddef>
#include <memory>
#include <optional>

namespace lfp {

/// What a report shows of one training besides its numbers.
struct RunPicture {
  std::optional<BoundarySnapshot> boundary;  ///< of the trained network; only for classes in a plane
  WeightPath path;  ///< all parameters, at evenly spaced steps from the first to the last
};

/// Trains run `run` of the experiment until it stops, as train_cell() does, and records its pictures. Throws
/// Error if the parts of the experiment are incompatible.
RunPicture picture_run(const std::shared_ptr<const Experiment>& experiment, std::size_t run,
                       const Materials& materials);

}  // namespace lfp
