#pragma once

#include "core/study/study.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace lfp {

/// The trainings of a shard in the order in which they are best done: seed by seed, and for each the cells
/// coarse to fine along all numeric axes, so that the whole map shows early in large cells. `is_done` leaves
/// out those it holds for.
std::vector<std::int64_t> trainings_in_order(const Study& study, Shard shard,
                                             const std::function<bool(std::int64_t)>& is_done = {});

/// How coarse the grid is that an index of an axis belongs to: 0 for the corners of the largest cells, and
/// each level has twice the resolution of the one before.
int level_of(std::int64_t index, std::int64_t count);

}  // namespace lfp
