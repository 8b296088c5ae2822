#pragma once

#include "core/study/study.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace lfp {

/// The trainings of a shard in the best order for running them: seed by seed and, within each, the cells from
/// coarse to fine along all numeric axes, so that the whole map appears early in large cells. Trainings for
/// which `is_done` returns true are left out.
std::vector<std::int64_t> trainings_in_order(const Study& study, Shard shard,
                                             const std::function<bool(std::int64_t)>& is_done = {});

/// The level of the grid that an axis index belongs to: 0 for the corners of the coarsest grid, and each
/// further level doubles the resolution.
int level_of(std::int64_t index, std::int64_t count);

}  // namespace lfp
