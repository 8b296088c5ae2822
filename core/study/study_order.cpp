#include "core/study/study_order.h"

#include <algorithm>
#include <bit>

namespace lfp {
namespace {

/// The largest number of values along an axis in the coarsest grid.
constexpr std::int64_t coarsest = 8;

int level_of_cell(const Study& study, std::int64_t cell) {
  const auto position = study.position_of(cell);
  int level = 0;
  for (std::size_t axis = 0; axis < position.size(); ++axis)
    if (study.axes[axis].is_numeric())
      level = std::max(level, level_of(position[axis], study.axes[axis].count()));
  return level;
}

}  // namespace

int level_of(std::int64_t index, std::int64_t count) {
  int halvings = 0;
  while ((count >> halvings) > coarsest) ++halvings;
  if (index == 0) return 0;
  return std::max(halvings - std::countr_zero(static_cast<std::uint64_t>(index)), 0);
}

std::vector<std::int64_t> trainings_in_order(const Study& study, Shard shard,
                                             const std::function<bool(std::int64_t)>& is_done) {
  const std::int64_t cells = study.cells();
  const auto seeds = static_cast<std::int64_t>(study.seeds.size());
  std::vector<std::vector<std::int64_t>> levels;
  for (std::int64_t cell = 0; cell < cells; ++cell) {
    const auto level = static_cast<std::size_t>(level_of_cell(study, cell));
    if (levels.size() <= level) levels.resize(level + 1);
    levels[level].push_back(cell);
  }
  std::vector<std::int64_t> order;
  for (std::int64_t seed = 0; seed < seeds; ++seed)
    for (const auto& level : levels)
      for (const std::int64_t cell : level)
        if (const std::int64_t training = cell * seeds + seed;
            shard.has(training) && !(is_done && is_done(training)))
          order.push_back(training);
  return order;
}

}  // namespace lfp
