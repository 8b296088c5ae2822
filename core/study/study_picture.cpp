#include "core/study/study_picture.h"

#include "core/study/statistics.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

namespace lfp {
namespace {

constexpr float no_value = std::numeric_limits<float>::quiet_NaN();

/// The number of kept reasons is limited: many cells fail for the same one, and nobody reads them all.
constexpr std::size_t most_failures = 10'000;

}  // namespace

StudyPicture::StudyPicture(std::shared_ptr<const Study> study)
    : study_(std::move(study)), values_(measures().size()) {
  assert(study_->trainings() <= most_pictured);
  const std::size_t size = at(study_->trainings(), 0);
  outcomes_.assign(size, RunOutcome::missing);
  for (auto& of_measure : values_) of_measure.assign(size, no_value);
}

void StudyPicture::count(RunOutcome outcome, std::int64_t change) {
  if (outcome == RunOutcome::missing) return;
  (outcome == RunOutcome::failed ? failed_ : done_) += change;
}

void StudyPicture::add(const TrainingResult& result) {
  if (result.training < 0 || result.training >= study_->trainings() || runs() == 0) return;
  const bool has_failed = !result.failure.empty();
  if (!has_failed && result.runs.size() != runs()) return;
  count(outcome(result.training, 0), -1);
  for (std::size_t run = 0; run < runs(); ++run) {
    const std::size_t place = at(result.training, run);
    outcomes_[place] = RunOutcome::failed;
    for (std::size_t measure = 0; measure < values_.size(); ++measure) {
      const auto value = has_failed ? std::nullopt : measures()[measure].value(result.runs[run]);
      values_[measure][place] = value ? static_cast<float>(*value) : no_value;
    }
    if (!has_failed)
      outcomes_[place] = result.runs[run].diverged_step ? RunOutcome::diverged : RunOutcome::done;
  }
  count(outcome(result.training, 0), 1);
  if (has_failed && failures_.size() < most_failures)
    failures_[study_->cell_of(result.training)] = result.failure;
}

std::optional<double> StudyPicture::value(std::size_t measure, std::int64_t training, std::size_t run) const {
  const float value = values_[measure][at(training, run)];
  if (std::isnan(value)) return std::nullopt;
  return static_cast<double>(value);
}

CellNumbers StudyPicture::numbers(std::int64_t cell, std::size_t run, std::size_t measure) const {
  CellNumbers numbers;
  // Reused between calls, because this runs for every cell of a map at every change.
  thread_local std::vector<double> values;
  values.clear();
  const auto seeds = static_cast<std::int64_t>(study_->seeds.size());
  for (std::int64_t training = cell * seeds; training < (cell + 1) * seeds; ++training) {
    const RunOutcome came_out = outcome(training, run);
    numbers.done += came_out == RunOutcome::done || came_out == RunOutcome::diverged ? 1 : 0;
    numbers.diverged += came_out == RunOutcome::diverged ? 1 : 0;
    numbers.failed += came_out == RunOutcome::failed ? 1 : 0;
    if (const auto number = value(measure, training, run)) values.push_back(*number);
  }
  if (values.empty()) return numbers;
  const Spread spread = spread_of(values);
  numbers.mean = spread.mean;
  numbers.worst = measures()[measure].more_is_better ? spread.least : spread.largest;
  if (spread.count > 1) numbers.deviation = spread.deviation;
  return numbers;
}

const std::string& StudyPicture::failure(std::int64_t cell) const {
  static const std::string unknown;
  const auto found = failures_.find(cell);
  return found == failures_.end() ? unknown : found->second;
}

}  // namespace lfp
