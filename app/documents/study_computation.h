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

/// A study being computed: its trainings in threads of their own, and a thread that writes what is done into
/// the store. What take() gives is on the disk.
class StudyComputation {
 public:
  /// Does what the store, which is made if need be, has not. Throws Error where it cannot be written to.
  StudyComputation(std::shared_ptr<const Study> study, const std::filesystem::path& file, int jobs);
  /// What is in work is given up, what is done is written.
  ~StudyComputation();
  StudyComputation(const StudyComputation&) = delete;
  StudyComputation& operator=(const StudyComputation&) = delete;

  /// What has been written since the last call, without curves.
  std::vector<TrainingResult> take();
  /// Why the store could not be written to; then nothing is computed any more.
  std::optional<Error> failure() const;
  /// Whether nothing will come any more, and all was taken.
  bool is_over() const;
  int jobs() const { return jobs_; }
  /// All that was left to do, in the order in which it is begun.
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

/// Of the program that writes a store: another one does not go on with it.
StoreInfo store_info_of_program();

}  // namespace lfp
