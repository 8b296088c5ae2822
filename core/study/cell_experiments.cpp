#include "core/study/cell_experiments.h"

#include "core/base/error.h"
#include "core/study/study_changes.h"

#include <algorithm>
#include <utility>

namespace lfp {
namespace {

constexpr std::size_t most_kept = 1024;

std::vector<ValueChange> changes_at(const Study& study, const std::vector<std::int64_t>& position,
                                    const std::vector<bool>& left_out) {
  std::vector<ValueChange> changes;
  for (std::size_t axis = 0; axis < study.axes.size(); ++axis) {
    if (left_out[axis]) continue;
    const auto of_axis = study.axes[axis].at(position[axis]).changes;
    changes.insert(changes.end(), of_axis.begin(), of_axis.end());
  }
  return changes;
}

}  // namespace

CellExperiments::CellExperiments(std::shared_ptr<const Study> study) : study_(std::move(study)) {
  for (const Axis& axis : study_->axes)
    is_number_.push_back(axis.is_numeric() && !axis.path.empty() && is_number_path(axis.path));
}

/// Returns null if the experiment is only valid with the numbers set, and has to be made as a whole.
std::shared_ptr<const Experiment> CellExperiments::without_numbers(const Position& position) {
  Position key;
  for (std::size_t axis = 0; axis < position.size(); ++axis)
    key.push_back(is_number_[axis] ? 0 : position[axis]);
  const std::lock_guard lock(mutex_);
  if (const auto known = kept_.find(key); known != kept_.end()) return known->second;
  std::shared_ptr<const Experiment> made;
  try {
    made = std::make_shared<const Experiment>(
        with_changes(study_->experiment, changes_at(*study_, position, is_number_)));
  } catch (const Error&) {
    // It may only become valid with the numbers.
  }
  if (kept_.size() >= most_kept) kept_.clear();
  kept_.emplace(std::move(key), made);
  return made;
}

Experiment CellExperiments::experiment(std::int64_t cell, std::uint64_t seed) {
  const Position position = study_->position_of(cell);
  const auto whole = [&] {
    return with_changes(study_->experiment,
                        changes_at(*study_, position, std::vector(position.size(), false)));
  };
  Experiment made;
  bool is_made = false;
  if (const auto start = without_numbers(position)) {
    made = *start;
    is_made = true;
    for (std::size_t axis = 0; axis < position.size() && is_made; ++axis)
      if (is_number_[axis])
        is_made = std::ranges::all_of(study_->axes[axis].at(position[axis]).changes,
                                      [&](const ValueChange& change) { return set_number(made, change); });
  }
  if (!is_made) made = whole();
  made.seed = seed;
  return made;
}

}  // namespace lfp
