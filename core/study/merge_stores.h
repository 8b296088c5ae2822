#pragma once

#include "core/study/store_reader.h"
#include "core/study/study.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace lfp {

/// The shards of a study found in a folder.
struct FoundShards {
  std::vector<std::filesystem::path> files;  ///< ordered by shard index
  StoreInfo info;                            ///< what all shards have in common, as for the whole study
  std::int64_t count = 0;                    ///< number of shards that the study was split into
  std::vector<std::int64_t> missing;         ///< indices of the shards without a file, from 0
};

/// Finds the files `study-I-of-N.sqlite` in the folder. Throws Error if there are none, if a shard exists
/// twice, or if they belong to different studies, program versions or numbers of shards.
FoundShards find_shards(const std::filesystem::path& folder);

/// Merges the shards into one store, `file`, which is either written completely or not at all. Throws Error.
void merge_shards(const FoundShards& shards, const Study& study, const std::filesystem::path& file);

/// The progress of a study or of one of its shards.
struct StudyCount {
  std::int64_t done = 0;
  std::int64_t failed = 0;
  std::int64_t missing = 0;
};
StudyCount count_trainings(const std::vector<StoredTraining>& trainings, std::int64_t due);

}  // namespace lfp
