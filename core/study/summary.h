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

/// Everything that was done of a study, to be asked by cell and run.
class StudySummary {
 public:
  StudySummary(const Study& study, std::vector<StoredTraining> trainings);

  /// The runs that the study has, in order.
  const std::vector<std::string>& runs() const { return runs_; }
  std::int64_t done() const { return done_; }
  std::int64_t failed() const { return failed_; }
  /// The results of a run over the seeds, in their order; null where a training is missing or has failed.
  std::vector<const RunResult*> results(std::int64_t cell, std::size_t run) const;
  /// A measure over the seeds, without those that have none.
  std::vector<double> values(std::int64_t cell, std::size_t run, const Measure& measure) const;
  std::int64_t diverged(std::int64_t cell, std::size_t run) const;
  /// Why the cell could not be done; "" where it was, or is missing.
  const std::string& failure(std::int64_t cell) const;

 private:
  const Study& study_;
  std::unordered_map<std::int64_t, TrainingResult> trainings_;
  std::vector<std::string> runs_;
  std::int64_t done_ = 0;
  std::int64_t failed_ = 0;
};

}  // namespace lfp
