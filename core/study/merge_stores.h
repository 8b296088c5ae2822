#pragma once

#include "core/study/store_reader.h"
#include "core/study/study.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace lfp {

/// The shards of a study that lie in a folder.
struct FoundShards {
  std::vector<std::filesystem::path> files;  ///< in the order of the shards
  StoreInfo info;                            ///< of all of them, as of the whole study
  std::int64_t count = 0;                    ///< that the study was split into
  std::vector<std::int64_t> missing;         ///< shards without a file, from 0
};

/// Looks for `study-I-of-N.sqlite` in the folder. Throws Error where there is none, where a shard is there
/// twice, or where they are of different studies, versions or numbers of shards.
FoundShards find_shards(const std::filesystem::path& folder);

/// Puts what the shards hold into one store, `file`, which is whole or not there. Throws Error.
void merge_shards(const FoundShards& shards, const Study& study, const std::filesystem::path& file);

/// How far a study, or a shard of it, is.
struct StudyCount {
  std::int64_t done = 0;
  std::int64_t failed = 0;
  std::int64_t missing = 0;
};
StudyCount count_trainings(const std::vector<StoredTraining>& trainings, std::int64_t due);

}  // namespace lfp
