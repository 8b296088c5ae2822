#include "core/study/summary.h"

#include <cmath>
#include <utility>

namespace lfp {

StudySummary::StudySummary(const Study& study, std::vector<StoredTraining> trainings) : study_(study) {
  for (const RunSpec& run : study.experiment.runs) runs_.push_back(run.name);
  for (StoredTraining& stored : trainings) {
    ++(stored.result.failure.empty() ? done_ : failed_);
    trainings_.emplace(stored.result.training, std::move(stored.result));
  }
}

std::vector<const RunResult*> StudySummary::results(std::int64_t cell, std::size_t run) const {
  const auto seeds = static_cast<std::int64_t>(study_.seeds.size());
  std::vector<const RunResult*> results;
  for (std::int64_t seed = 0; seed < seeds; ++seed) {
    const auto found = trainings_.find(cell * seeds + seed);
    const bool is_there = found != trainings_.end() && run < found->second.runs.size();
    results.push_back(is_there ? &found->second.runs[run] : nullptr);
  }
  return results;
}

std::vector<double> StudySummary::values(std::int64_t cell, std::size_t run, const Measure& measure) const {
  std::vector<double> values;
  for (const RunResult* result : results(cell, run)) {
    if (result == nullptr) continue;
    if (const auto value = measure.value(*result); value && std::isfinite(*value)) values.push_back(*value);
  }
  return values;
}

std::int64_t StudySummary::diverged(std::int64_t cell, std::size_t run) const {
  std::int64_t count = 0;
  for (const RunResult* result : results(cell, run))
    count += result != nullptr && result->diverged_step ? 1 : 0;
  return count;
}

const std::string& StudySummary::failure(std::int64_t cell) const {
  static const std::string none;
  const auto seeds = static_cast<std::int64_t>(study_.seeds.size());
  for (std::int64_t seed = 0; seed < seeds; ++seed)
    if (const auto found = trainings_.find(cell * seeds + seed);
        found != trainings_.end() && !found->second.failure.empty())
      return found->second.failure;
  return none;
}

}  // namespace lfp
