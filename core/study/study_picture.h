#pragma once

#include "core/study/measure.h"
#include "core/study/study.h"
#include "core/study/training_result.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lfp {

/// The outcome of a run in a training; `failed` means that its cell is not a valid experiment.
enum class RunOutcome : std::uint8_t { missing, done, diverged, failed };

/// The results of a cell over its seeds, for one run and one measure.
struct CellNumbers {
  int done = 0;      ///< number of seeds, including the diverged ones
  int diverged = 0;  ///< number of seeds
  int failed = 0;    ///< number of seeds
  /// Mean over the seeds that have a value; empty if none has.
  std::optional<double> mean;
  std::optional<double> deviation;  ///< sample standard deviation; empty for fewer than two seeds
  std::optional<double> worst;      ///< the smallest if more is better, otherwise the largest
};

/// The results of a study so far, without curves. It is a value type: a view keeps its own copy, which later
/// results do not change.
class StudyPicture {
 public:
  explicit StudyPicture(std::shared_ptr<const Study> study);

  const Study& study() const { return *study_; }
  const std::shared_ptr<const Study>& study_pointer() const { return study_; }
  std::size_t runs() const { return study_->experiment.runs.size(); }
  /// Replaces a training that was already added; ignores one that does not belong to the study.
  void add(const TrainingResult& result);

  std::int64_t done() const { return done_; }  ///< trainings, not counting failed ones
  std::int64_t failed() const { return failed_; }
  RunOutcome outcome(std::int64_t training, std::size_t run) const { return outcomes_[at(training, run)]; }
  /// `measure` is the index in measures().
  std::optional<double> value(std::size_t measure, std::int64_t training, std::size_t run) const;
  CellNumbers numbers(std::int64_t cell, std::size_t run, std::size_t measure) const;
  /// Why the cell is not a valid experiment; "" if that is not known.
  const std::string& failure(std::int64_t cell) const;

 private:
  std::size_t at(std::int64_t training, std::size_t run) const {
    return static_cast<std::size_t>(training) * runs() + run;
  }
  void count(RunOutcome outcome, std::int64_t change);

  std::shared_ptr<const Study> study_;
  std::vector<RunOutcome> outcomes_;
  std::vector<std::vector<float>> values_;  // by measure; NaN: none
  std::map<std::int64_t, std::string> failures_;
  std::int64_t done_ = 0;
  std::int64_t failed_ = 0;
};

/// The largest number of trainings that a StudyPicture can hold.
constexpr std::int64_t most_pictured = 4'000'000;

}  // namespace lfp
