#pragma once

#include "core/snapshot/snapshot.h"

#include <cstdint>
#include <vector>

namespace lfp {

/// Weights of all runs and layers that changed their sign between two steps, in columns of equal length.
struct FlipsOverTime {
  std::vector<float> columns;  ///< mean flips of a run in a step
  float most = 0;              ///< of them
};

/// Flips from step `first` to step `last` as they are recorded, what lies ahead included.
FlipsOverTime flips_over_time(const Snapshot& snapshot, std::int64_t first, std::int64_t last, int columns);

}  // namespace lfp
