#pragma once

#include "core/snapshot/snapshot.h"

#include <cstdint>
#include <vector>

namespace lfp {

/// Numbers of weights of all runs and layers that changed sign, in columns of equal numbers of steps.
struct FlipsOverTime {
  std::vector<float> columns;  ///< mean flips per run and step
  float most = 0;              ///< largest of the columns
};

/// Returns the recorded flips from step `first` to step `last`, including steps that lie ahead.
FlipsOverTime flips_over_time(const Snapshot& snapshot, std::int64_t first, std::int64_t last, int columns);

}  // namespace lfp
