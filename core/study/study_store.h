#pragma once

#include "core/study/store_format.h"
#include "core/study/study.h"
#include "core/study/training_result.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <unordered_set>

namespace lfp {

/// The SQLite file to which the trainings of a study, or of one of its shards, are written as they complete.
/// Once add() returns, the data are safely on disk, and interrupted trainings leave nothing in the file.
///
/// SQLite's locks are not used, because network file systems may not support them. Instead each file has a
/// single writer, enforced between processes on one machine by a separate lock; readers (StoreReader) take a
/// copy of the state between two transactions.
class StudyStore {
 public:
  /// Opens or creates the file; `info.study` and `info.hash` are filled in. Throws Error if it holds another
  /// study or shard, was written by another version of the program, is damaged or not writable, or if another
  /// process writes to it. `anew` discards its previous content.
  StudyStore(const std::filesystem::path& file, const Study& study, StoreInfo info, bool anew = false);
  ~StudyStore();
  StudyStore(const StudyStore&) = delete;
  StudyStore& operator=(const StudyStore&) = delete;

  /// Whether the training completed, now or in an earlier process. Failed trainings do not count.
  bool has(std::int64_t training) const { return done_.contains(training); }
  std::size_t done() const { return done_.size(); }
  /// Adds all results or, if it throws Error, none. A training that had failed before is replaced.
  void add(std::span<const TrainingResult> results);
  /// Adds them a few at a time, so that a full disk costs only the portion that no longer fits. Throws Error.
  void add_in_portions(std::span<const TrainingResult> results);
  const std::filesystem::path& file() const { return file_; }

 private:
  void prepare(const Study& study, const StoreInfo& info);
  void expect_same(const StoreInfo& info) const;
  void add_training(const TrainingResult& result);
  void add_run(std::int64_t training, std::int64_t index, const RunResult& run);
  void add_layers(std::int64_t training, std::int64_t index, const RunResult& run);

  std::filesystem::path file_;
  Study study_;
  int lock_;  // a file descriptor that is only used for the lock
  std::unique_ptr<SqliteDatabase> database_;
  std::unique_ptr<SqliteStatement> insert_training_;
  std::unique_ptr<SqliteStatement> insert_run_;
  std::unique_ptr<SqliteStatement> insert_point_;
  std::unique_ptr<SqliteStatement> insert_layer_;
  std::unique_ptr<SqliteStatement> insert_layer_point_;
  std::unordered_set<std::int64_t> done_;
};

}  // namespace lfp
