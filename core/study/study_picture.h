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

/// How a run of a training came out; `failed`: the cell cannot exist.
enum class RunOutcome : std::uint8_t { missing, done, diverged, failed };

/// What the seeds of a cell come to, for one run and one measure.
struct CellNumbers {
  int done = 0;      ///< seeds, those that diverged among them
  int diverged = 0;  ///< seeds
  int failed = 0;    ///< seeds
  /// Over the seeds that have a number; none without one.
  std::optional<double> mean;
  std::optional<double> deviation;  ///< of the sample; none for fewer than two seeds
  std::optional<double> worst;      ///< the smallest where more is better, else the largest
};

/// The results of a study as far as they are there, without curves. A value: whoever shows it keeps a copy
/// that later results do not change.
class StudyPicture {
 public:
  explicit StudyPicture(std::shared_ptr<const Study> study);

  const Study& study() const { return *study_; }
  const std::shared_ptr<const Study>& study_pointer() const { return study_; }
  std::size_t runs() const { return study_->experiment.runs.size(); }
  /// A training that is there already is replaced; one of another study is passed over.
  void add(const TrainingResult& result);

  std::int64_t done() const { return done_; }  ///< trainings, without those that failed
  std::int64_t failed() const { return failed_; }
  RunOutcome outcome(std::int64_t training, std::size_t run) const { return outcomes_[at(training, run)]; }
  /// By the measure's index in measures().
  std::optional<double> value(std::size_t measure, std::int64_t training, std::size_t run) const;
  CellNumbers numbers(std::int64_t cell, std::size_t run, std::size_t measure) const;
  /// Why the cell cannot exist; "" where that is not known.
  const std::string& failure(std::int64_t cell) const;

 private:
  std::size_t at(std::int64_t training, std::size_t run) const {
    return static_cast<std::size_t>(training) * runs() + run;
  }
  void count(RunOutcome outcome, std::int64_t change);

  std::shared_ptr<const Study> study_;
  std::vector<RunOutcome> outcomes_;
  std::vector<std::vector<float>> values_;  // by measure; not a number: none
  std::map<std::int64_t, std::string> failures_;
  std::int64_t done_ = 0;
  std::int64_t failed_ = 0;
};

/// Trainings that a picture has room for.
constexpr std::int64_t most_pictured = 4'000'000;

}  // namespace lfp
