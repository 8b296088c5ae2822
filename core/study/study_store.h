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

/// The SQLite file that the trainings of a study, or of a shard of it, are written to as they are done. What
/// add() has returned from is on the disk whatever happens then, and what was cut short is not in the file.
///
/// SQLite's locks are left alone, as file systems that machines share may lack them. Instead each file has a
/// single writer, which two processes on one machine are kept from being by a lock beside; and readers
/// (StoreReader) take a copy, of a moment between two transactions.
class StudyStore {
 public:
  /// Opens the file, or makes it. `info.study` and `info.hash` are filled in. Throws Error where it holds
  /// another study or shard or was written by another version of the program, where it is damaged, where it
  /// cannot be written to, and where another process writes to it. With `anew` what it held is forgotten.
  StudyStore(const std::filesystem::path& file, const Study& study, StoreInfo info, bool anew = false);
  ~StudyStore();
  StudyStore(const StudyStore&) = delete;
  StudyStore& operator=(const StudyStore&) = delete;

  /// Whether the training was done, now or by an earlier process. One that failed was not.
  bool has(std::int64_t training) const { return done_.contains(training); }
  std::size_t done() const { return done_.size(); }
  /// Adds all of them or, where it throws Error, none. A training that had failed before is replaced.
  void add(std::span<const TrainingResult> results);
  const std::filesystem::path& file() const { return file_; }

 private:
  void prepare(const Study& study, const StoreInfo& info);
  void expect_same(const StoreInfo& info) const;
  void add_training(const TrainingResult& result);
  void add_run(std::int64_t training, std::int64_t index, const RunResult& run);
  void add_layers(std::int64_t training, std::int64_t index, const RunResult& run);

  std::filesystem::path file_;
  Study study_;
  int lock_;  // a file descriptor, open for the lock alone
  std::unique_ptr<SqliteDatabase> database_;
  std::unique_ptr<SqliteStatement> insert_training_;
  std::unique_ptr<SqliteStatement> insert_run_;
  std::unique_ptr<SqliteStatement> insert_point_;
  std::unique_ptr<SqliteStatement> insert_layer_;
  std::unique_ptr<SqliteStatement> insert_layer_point_;
  std::unordered_set<std::int64_t> done_;
};

}  // namespace lfp
