#include "core/study/merge_stores.h"

#include "core/base/error.h"
#include "core/files/atomic_file.h"
#include "core/study/study_store.h"

#include <algorithm>
#include <map>
#include <optional>

namespace lfp {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t trainings_at_once = 1000;

std::vector<fs::path> shard_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code failure;
  for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end;
       entry.increment(failure)) {
    const std::string name = entry->path().filename().string();
    if (name.starts_with("study-") && name.ends_with(".sqlite")) files.push_back(entry->path());
  }
  if (failure)
    throw Error(folder.string(), "the folder cannot be read: " + failure.message(), "Check its name");
  std::ranges::sort(files);
  return files;
}

std::string shard_text(Shard shard) {
  return "shard " + std::to_string(shard.index + 1) + " of " + std::to_string(shard.count);
}

/// Throws Error unless `other`, from `file`, is a shard of the same study as the one in `first_file`.
void expect_siblings(const StoreInfo& first, const fs::path& first_file, const StoreInfo& other,
                     const fs::path& file) {
  const auto differ = [&](const std::string& what) {
    throw Error(file.string(), what + " than " + first_file.filename().string(),
                "Merge the shards of one study only, done by one version, in a folder of their own");
  };
  if (first.hash != other.hash) differ("it holds results of another study, or of an altered one,");
  if (first.program != other.program)
    differ("it was written by another version of LFP Lab (" + other.program + " instead of " + first.program +
           ")");
  if (first.shard.count != other.shard.count)
    differ("it is " + shard_text(other.shard) + " and has another number of shards");
}

}  // namespace

FoundShards find_shards(const fs::path& folder) {
  FoundShards found;
  std::map<std::int64_t, fs::path> by_shard;
  fs::path first_file;
  for (const fs::path& file : shard_files(folder)) {
    // A writer that is killed before its first transaction leaves nothing but a name.
    if (std::error_code failure; fs::file_size(file, failure) == 0 && !failure) continue;
    const StoreInfo info = StoreReader(file).info();
    if (by_shard.empty()) {
      found.info = info;
      first_file = file;
    }
    expect_siblings(found.info, first_file, info, file);
    const auto [place, is_new] = by_shard.emplace(info.shard.index, file);
    if (!is_new)
      throw Error(file.string(),
                  "it is " + shard_text(info.shard) + ", as " + place->second.filename().string() + " is",
                  "Remove one of the two");
  }
  if (by_shard.empty())
    throw Error(folder.string(), "there is no shard of a study in this folder",
                "Choose the folder that study-1-of-N.sqlite and the others were written to");
  found.count = found.info.shard.count;
  for (std::int64_t shard = 0; shard < found.count; ++shard)
    if (const auto file = by_shard.find(shard); file != by_shard.end())
      found.files.push_back(file->second);
    else
      found.missing.push_back(shard);
  found.info.shard = {};
  return found;
}

void merge_shards(const FoundShards& shards, const Study& study, const fs::path& file) {
  write_file(file, [&](const fs::path& temporary) {
    StudyStore store(temporary, study, shards.info, true);
    for (const fs::path& shard : shards.files) {
      const StoreReader reader(shard);
      std::vector<TrainingResult> results;
      for (StoredTraining& stored : reader.since(0)) {
        std::int64_t index = 0;
        for (RunResult& run : stored.result.runs) {
          run.layers = reader.layers(stored.result.training, index);
          run.curve = reader.curve(stored.result.training, index++);
        }
        results.push_back(std::move(stored.result));
        if (results.size() < trainings_at_once) continue;
        store.add(results);
        results.clear();
      }
      store.add(results);
    }
  });
}

StudyCount count_trainings(const std::vector<StoredTraining>& trainings, std::int64_t due) {
  StudyCount count;
  for (const StoredTraining& stored : trainings)
    ++(stored.result.failure.empty() ? count.done : count.failed);
  count.missing = due - count.done - count.failed;
  return count;
}

}  // namespace lfp
