#pragma once

#include "core/base/error.h"
#include "core/study/study_runner.h"
#include "core/study/study_store.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace lfp {

/// Computes a study: trains in several threads and writes results into the store in another thread. The
/// results that take() returns are already on disk.
class StudyComputation {
 public:
  /// Starts what is missing in the store, creating it if need be. Throws Error if it cannot be written.
  StudyComputation(std::shared_ptr<const Study> study, const std::filesystem::path& file, int jobs);
  /// Stops like stop().
  ~StudyComputation();
  StudyComputation(const StudyComputation&) = delete;
  StudyComputation& operator=(const StudyComputation&) = delete;

  /// Aborts the trainings in progress; returns the results not taken yet, after writing them.
  std::vector<TrainingResult> stop();
  /// Returns the results written since the last call, without curves.
  std::vector<TrainingResult> take();
  /// The reason why the store could not be written to; after a failure nothing more is computed.
  std::optional<Error> failure() const;
  /// Whether all results have been taken and no more will come.
  bool is_over() const;
  int jobs() const { return jobs_; }
  /// The trainings that were missing at the start, in the order in which they begin.
  const std::vector<std::int64_t>& order() const { return order_; }

 private:
  void write();

  int jobs_;
  StudyStore store_;
  std::vector<std::int64_t> order_;
  StudyRunner runner_;
  mutable std::mutex mutex_;
  std::vector<TrainingResult> written_;
  std::optional<Error> failure_;
  bool is_over_ = false;
  std::thread writer_;
};

/// Returns the program information of a store; other programs do not continue the store.
StoreInfo store_info_of_program();

}  // namespace lfp
