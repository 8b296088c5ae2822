#pragma once

#include "core/study/measure.h"
#include "core/study/statistics.h"
#include "core/study/store_reader.h"
#include "core/study/study.h"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace lfp {

/// The trainings of a study that were run, including failed ones, for access by cell and run.
class StudySummary {
 public:
  StudySummary(const Study& study, std::vector<StoredTraining> trainings);

  /// The names of the study's runs, in order.
  const std::vector<std::string>& runs() const { return runs_; }
  std::int64_t done() const { return done_; }
  std::int64_t failed() const { return failed_; }
  /// The results of a run over the seeds, in seed order; null for a missing or failed training.
  std::vector<const RunResult*> results(std::int64_t cell, std::size_t run) const;
  /// The values of a measure over the seeds, without seeds that have no value.
  std::vector<double> values(std::int64_t cell, std::size_t run, const Measure& measure) const;
  std::int64_t diverged(std::int64_t cell, std::size_t run) const;
  /// Why the cell could not be trained; "" if it was, or is still missing.
  const std::string& failure(std::int64_t cell) const;

 private:
  const Study& study_;
  std::unordered_map<std::int64_t, TrainingResult> trainings_;
  std::vector<std::string> runs_;
  std::int64_t done_ = 0;
  std::int64_t failed_ = 0;
};

}  // namespace lfp
