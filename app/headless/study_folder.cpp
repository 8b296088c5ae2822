#include "app/headless/study_folder.h"

#include "app/bridge/application.h"
#include "app/reports/report_files.h"
#include "core/base/error.h"
#include "core/files/atomic_file.h"
#include "core/files/read_file.h"
#include "core/study/cells_csv.h"
#include "core/study/study_file.h"

#include <cstdint>
#include <iostream>
#include <map>

namespace lfp {
namespace {

constexpr const char* study_file = "study.json";
constexpr std::uintmax_t largest_study = std::uintmax_t{1} << 30U;
constexpr const char* cells_file = "cells.csv";
constexpr const char* curves_file = "curves.csv";
constexpr const char* layers_file = "layers.csv";

/// Names each reason once, with the number of trainings that failed for it.
void tell_failures(const std::vector<StoredTraining>& trainings) {
  std::map<std::string, std::int64_t> reasons;
  for (const StoredTraining& stored : trainings)
    if (!stored.result.failure.empty()) ++reasons[stored.result.failure];
  constexpr std::size_t most = 5;
  std::size_t told = 0;
  for (const auto& [reason, count] : reasons)
    if (told++ < most)
      std::cerr << "lfplab: " << count << (count == 1 ? " training: " : " trainings: ") << reason << "\n";
  if (reasons.size() > most)
    std::cerr << "lfplab: " << reasons.size() - most
              << " more reasons are in the store (trainings.failure)\n";
}

}  // namespace

StudyFolder::StudyFolder(const std::filesystem::path& path, const Study& study, Shard shard, bool anew)
    : folder_(path), study_(study), shard_(shard) {
  if (!shard.is_whole() && !anew) expect_same_study();
  expect_writable(store_file());
  expect_writable(path / study_file);
  if (!shard.is_whole()) return;
  for (const char* name : {cells_file, curves_file, layers_file}) expect_writable(path / name);
  expect_report_writable(folder_);
}

void StudyFolder::expect_same_study() const {
  const std::filesystem::path file = folder_.path() / study_file;
  if (std::filesystem::exists(file) && read_file(file, largest_study) != to_json(study_))
    throw Error(file.string(),
                "shards of another study, or of this one before it was altered, are in this folder",
                "Choose another folder, or do every shard anew with --force");
}

void StudyFolder::begin() {
  write_file(folder_.path() / study_file, to_json(study_));
}

void StudyFolder::finish(bool tells, std::int64_t due, StudyCount& count) {
  const StoreReader store(store_file());
  const auto trainings = store.since(0);
  count = count_trainings(trainings, due);
  if (tells) tell_failures(trainings);
  if (shard_.is_whole()) {
    write_cells_csv(store, study_, folder_.path() / cells_file);
    write_curves_csv(store, study_, folder_.path() / curves_file);
    write_layers_csv(store, study_, folder_.path() / layers_file);
    const OffscreenApplication application;
    write_report(store, study_, folder_.path());
  }
}

std::string last_line(const StudyCount& count) {
  return "study: " + std::to_string(count.done) + " trainings done, " + std::to_string(count.failed) +
         " failed, " + std::to_string(count.missing) + " missing\n";
}

}  // namespace lfp
