#pragma once

#include "core/files/result_folder.h"
#include "core/study/merge_stores.h"
#include "core/study/study.h"

#include <filesystem>
#include <string>

namespace lfp {

/// The folder that a study writes to: the store and study.json from the first training on; cells.csv,
/// curves.csv, layers.csv, the figures and the reports at the end. A shard writes its store and study.json
/// only, as others may be writing to the same folder: the rest comes when they are merged.
class StudyFolder {
 public:
  /// Makes the folder and tries every file. Unless it is done `anew`, a shard is refused where study.json is
  /// that of another study. Throws Error.
  StudyFolder(const std::filesystem::path& path, const Study& study, Shard shard, bool anew);

  std::filesystem::path store_file() const { return folder_.path() / store_name(shard_); }
  /// Writes study.json. Throws Error.
  void begin();
  /// Writes all that is made from the store. `count` is how far the study, of `due` trainings, is: it is told
  /// before anything is written. With `tells` what failed is said on standard error. Throws Error.
  void finish(bool tells, std::int64_t due, StudyCount& count);

 private:
  void expect_same_study() const;

  ResultFolder folder_;
  const Study& study_;
  Shard shard_;
};

/// "study: 12 trainings done, 0 failed, 0 missing"
std::string last_line(const StudyCount& count);

}  // namespace lfp
