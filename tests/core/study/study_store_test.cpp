#include "core/study/study_store.h"

#include "core/study/cells_csv.h"
#include "core/study/merge_stores.h"
#include "core/study/store_reader.h"
#include "core/study/study_order.h"
#include "core/study/study_runner.h"
#include "tests/support/error_text.h"
#include "tests/support/small_study.h"
#include "tests/support/temporary_folder.h"

#include <filesystem>
#include <optional>

#include <gtest/gtest.h>

namespace lfp::test::study_store_test {
namespace {

std::vector<TrainingResult> results_of(const Study& study, Shard shard = {}) {
  StudyRunner runner(std::make_shared<const Study>(study), trainings_in_order(study, shard), 2);
  std::vector<TrainingResult> all;
  while (!runner.is_over())
    for (TrainingResult& result : runner.take(std::chrono::seconds(1))) all.push_back(std::move(result));
  return all;
}

StoreInfo info(Shard shard = {}) {
  return {.study = {}, .hash = {}, .program = "1.0", .shard = shard};
}

void write_shard(const TemporaryFolder& folder, const Study& study, Shard shard) {
  StudyStore store(folder / store_name(shard), study, info(shard));
  store.add(results_of(study, shard));
}

void expect_part(const std::string& text, const std::string& part) {
  EXPECT_NE(text.find(part), std::string::npos) << part << " in: " << text;
}

TEST(StudyStore, KeepsWhatWasAddedWithCurves) {
  const TemporaryFolder folder;
  Study study = small_study();
  study.measures = {"moved"};
  const auto results = results_of(study);
  EXPECT_EQ(results[0].runs[0].curve[0].layers.size(), 2U);
  {
    StudyStore store(folder / "a.sqlite", study, info());
    store.add(results);
    EXPECT_TRUE(store.has(3));
  }
  StudyStore again(folder / "a.sqlite", study, info());
  EXPECT_EQ(again.done(), 12U);
  const StoreReader reader(folder / "a.sqlite");
  const auto stored = reader.since(0);
  ASSERT_EQ(stored.size(), 12U);
  for (std::size_t i = 0; i < stored.size(); ++i) {
    const TrainingResult& written = results[i];
    const TrainingResult& read = stored[i].result;
    EXPECT_EQ(read.training, written.training);
    EXPECT_EQ(read.signature, written.signature);
    ASSERT_EQ(read.runs.size(), 2U);
    EXPECT_EQ(read.runs[1].name, "Gradient");
    EXPECT_EQ(read.runs[1].test_accuracy, written.runs[1].test_accuracy);
    EXPECT_EQ(read.runs[0].loss, written.runs[0].loss);
    EXPECT_EQ(read.runs[0].epochs_to_target, written.runs[0].epochs_to_target);
    EXPECT_EQ(read.runs[1].numbers, written.runs[1].numbers);
    EXPECT_EQ(reader.layers(read.training, 1), written.runs[1].layers);
    EXPECT_EQ(reader.curve(read.training, 1), written.runs[1].curve);
  }
  EXPECT_EQ(reader.since(stored[7].row).size(), 4U);
}

TEST(StudyStore, ATrainingThatFailedIsDoneAgainAndReplaced) {
  const TemporaryFolder folder;
  const Study study = small_study();
  const auto results = results_of(study);
  StudyStore store(folder / "a.sqlite", study, info());
  store.add(std::vector{
      TrainingResult{.training = results[0].training, .failure = "no memory", .signature = {}, .runs = {}}});
  EXPECT_FALSE(store.has(results[0].training));
  store.add(std::span(results).first(1));
  EXPECT_TRUE(store.has(results[0].training));
  const auto stored = StoreReader(folder / "a.sqlite").since(0);
  ASSERT_EQ(stored.size(), 1U);
  EXPECT_EQ(stored[0].result.failure, "");
}

TEST(StudyStore, OnlyOneWritesAtATime) {
  const TemporaryFolder folder;
  const Study study = small_study();
  const StudyStore store(folder / "a.sqlite", study, info());
  expect_part(error_text([&] { const StudyStore second(folder / "a.sqlite", study, info()); }),
              "another process");
}

TEST(StudyStore, RefusesWhatIsNotItsOwnByName) {
  const TemporaryFolder folder;
  const Study study = small_study();
  { const StudyStore store(folder / "a.sqlite", study, info()); }
  const auto failure = [&](const Study& of, const StoreInfo& with) {
    return error_text([&] { const StudyStore store(folder / "a.sqlite", of, with); });
  };
  Study other = study;
  other.seeds = {9};
  expect_part(failure(other, info()), "another study");
  expect_part(failure(study, info({.index = 1, .count = 3})), "shard 1 of 1");
  StoreInfo newer = info();
  newer.program = "2.0";
  expect_part(failure(study, newer), "LFP Lab 1.0");
  folder.write("b.sqlite", std::string(5000, 'x'));
  expect_part(error_text([&] { const StudyStore store(folder / "b.sqlite", study, info()); }), "b.sqlite");
  EXPECT_EQ(folder.read("b.sqlite"), std::string(5000, 'x'));
}

TEST(StudyStore, StartsAnewWhereThatIsWanted) {
  const TemporaryFolder folder;
  Study study = small_study();
  { StudyStore(folder / "a.sqlite", study, info()).add(results_of(study)); }
  study.seeds = {9};
  const StudyStore store(folder / "a.sqlite", study, info(), true);
  EXPECT_EQ(store.done(), 0U);
}

TEST(StoreReader, RefusesWhatIsNewerOrCutOff) {
  const TemporaryFolder folder;
  const Study study = small_study();
  { StudyStore(folder / "a.sqlite", study, info()).add(results_of(study)); }
  const std::string bytes = folder.read("a.sqlite");
  folder.write("cut.sqlite", bytes.substr(0, bytes.size() / 2));
  expect_part(error_text([&] { const StoreReader reader(folder / "cut.sqlite"); }), "cut off");
  folder.write("short.sqlite", bytes.substr(0, 50));
  expect_part(error_text([&] { const StoreReader reader(folder / "short.sqlite"); }), "short.sqlite");
  {
    auto database = SqliteDatabase::open(folder / "a.sqlite");
    database.execute("PRAGMA user_version = 99");
  }
  expect_part(error_text([&] { const StoreReader reader(folder / "a.sqlite"); }), "newer");
  expect_part(error_text([&] { const StoreReader reader(folder / "none.sqlite"); }), "none.sqlite");
}

/// Makes a store what it was before layers were measured.
void make_older(const std::filesystem::path& file) {
  auto database = SqliteDatabase::open(file);
  database.execute("DROP VIEW results");
  for (const char* table : {"runs", "curves"})
    for (const char* column : {"moved", "sign_agreement", "sparsity", "firing_rate"})
      database.execute(std::string("ALTER TABLE ") + table + " DROP COLUMN " + column);
  database.execute("DROP TABLE layers");
  database.execute("DROP TABLE layer_curves");
  database.execute("CREATE VIEW results AS SELECT * FROM trainings JOIN runs USING (training)");
  database.execute("PRAGMA user_version = 1");
}

TEST(StoreReader, ReadsAnOlderStoreWhichIsNotGoneOnWith) {
  const TemporaryFolder folder;
  const Study study = small_study();
  const auto results = results_of(study);
  { StudyStore(folder / "a.sqlite", study, info()).add(results); }
  make_older(folder / "a.sqlite");
  const StoreReader reader(folder / "a.sqlite");
  const RunResult run = reader.since(0).front().result.runs[0];
  EXPECT_EQ(run.test_accuracy, results[0].runs[0].test_accuracy);
  EXPECT_FALSE(run.numbers.moved);
  EXPECT_TRUE(reader.layers(results[0].training, 0).empty());
  EXPECT_EQ(reader.curve(results[0].training, 0).size(), 2U);
  expect_part(error_text([&] { const StudyStore store(folder / "a.sqlite", study, info()); }), "--force");
  EXPECT_EQ(StudyStore(folder / "a.sqlite", study, info(), true).done(), 0U);
}

TEST(StoreReader, SeesWhatIsAddedMeanwhile) {
  const TemporaryFolder folder;
  const Study study = small_study();
  const auto results = results_of(study);
  StudyStore store(folder / "a.sqlite", study, info());
  StoreReader reader(folder / "a.sqlite");
  EXPECT_TRUE(reader.since(0).empty());
  EXPECT_FALSE(reader.refresh());
  store.add(std::span(results).first(5));
  EXPECT_TRUE(reader.refresh());
  EXPECT_EQ(reader.since(0).size(), 5U);
  const auto row = reader.since(0).back().row;
  store.add(std::span(results).subspan(5));
  EXPECT_TRUE(reader.refresh());
  EXPECT_EQ(reader.since(row).size(), 7U);
}

TEST(StoreReader, TakesBackWhatAKilledWriterHadBegun) {
  const TemporaryFolder folder;
  const Study study = small_study();
  { StudyStore(folder / "a.sqlite", study, info()).add(results_of(study)); }
  {
    // A transaction that has reached the file, and its journal, before the end.
    auto database = SqliteDatabase::open(folder / "a.sqlite");
    database.execute("PRAGMA cache_size = 1");
    database.execute("BEGIN");
    database.execute("DELETE FROM runs");
    database.execute("DELETE FROM curves");
    database.execute("DELETE FROM trainings");
    std::filesystem::copy_file(folder / "a.sqlite", folder / "killed.sqlite");
    std::filesystem::copy_file(folder / "a.sqlite-journal", folder / "killed.sqlite-journal");
  }
  EXPECT_EQ(StoreReader(folder / "killed.sqlite").since(0).size(), 12U);
  const StudyStore store(folder / "killed.sqlite", study, info());
  EXPECT_EQ(store.done(), 12U);
}

TEST(MergeStores, JoinsShardsIntoWhatASingleRunHolds) {
  const TemporaryFolder folder;
  const Study study = small_study();
  for (std::int64_t shard = 0; shard < 3; ++shard) write_shard(folder, study, {.index = shard, .count = 3});
  write_shard(folder, study, {});
  const FoundShards shards = find_shards(folder.path());
  EXPECT_TRUE(shards.missing.empty());
  merge_shards(shards, study, folder / "merged.sqlite");
  const StoreReader merged(folder / "merged.sqlite");
  const StoreReader whole(folder / "study.sqlite");
  EXPECT_EQ(merged.since(0).size(), 12U);
  write_curves_csv(merged, study, folder / "merged.csv");
  write_curves_csv(whole, study, folder / "whole.csv");
  EXPECT_EQ(folder.read("merged.csv"), folder.read("whole.csv"));
}

TEST(MergeStores, ListsWhatIsMissing) {
  const TemporaryFolder folder;
  const Study study = small_study();
  write_shard(folder, study, {.index = 2, .count = 4});
  EXPECT_EQ(find_shards(folder.path()).missing, (std::vector<std::int64_t>{0, 1, 3}));
  const auto count = count_trainings(StoreReader(folder / "study-3-of-4.sqlite").since(0), study.trainings());
  EXPECT_EQ(count.done, 3);
  EXPECT_EQ(count.missing, 9);
}

TEST(MergeStores, RefusesShardsThatDoNotBelongTogether) {
  const TemporaryFolder folder;
  const Study study = small_study();
  expect_part(error_text([&] { find_shards(folder.path()); }), "no shard");
  expect_part(error_text([&] { find_shards(folder / "nowhere"); }), "nowhere");
  write_shard(folder, study, {.index = 0, .count = 2});
  std::filesystem::copy_file(folder / "study-1-of-2.sqlite", folder / "study-1-of-2-copy.sqlite");
  expect_part(error_text([&] { find_shards(folder.path()); }), "shard 1 of 2");
  std::filesystem::remove(folder / "study-1-of-2-copy.sqlite");
  Study altered = study;
  altered.seeds = {5, 7};
  write_shard(folder, altered, {.index = 1, .count = 2});
  expect_part(error_text([&] { find_shards(folder.path()); }), "another study");
}

TEST(CellsCsv, HasTheAxesAndTheNumbersOfEveryRun) {
  const TemporaryFolder folder;
  const Study study = small_study();
  write_shard(folder, study, {});
  write_cells_csv(StoreReader(folder / "study.sqlite"), study, folder / "cells.csv");
  const std::string text = folder.read("cells.csv");
  EXPECT_TRUE(
      text.starts_with("runs[0].optimiser.learning_rate,runs[0].rule.epsilon,seed,run,steps,train_accuracy,"
                       "test_accuracy,loss,flipped,feedback_ratio,diverged_step,seconds\n0.01,0,5,LFP,6,"))
      << text.substr(0, 300);
  EXPECT_EQ(std::ranges::count(text, '\n'), 25);
}

TEST(CellsCsv, TellsOfAllLayersTogetherAndOfEach) {
  const TemporaryFolder folder;
  const Study study = small_study();
  write_shard(folder, study, {});
  write_layers_csv(StoreReader(folder / "study.sqlite"), study, folder / "layers.csv");
  const std::string text = folder.read("layers.csv");
  expect_part(text, ",seed,run,layer,kind,weights,flipped,moved,sign_agreement,sparsity,firing_rate\n");
  expect_part(text, "\n0.01,0,5,LFP,all,,24,");
  expect_part(text, "\n0.01,0,5,LFP,2,dense,12,");
  EXPECT_EQ(std::ranges::count(text, '\n'), 73);
}

TEST(Shards, AFileThatNothingWasWrittenToIsAMissingShard) {
  const TemporaryFolder folder;
  const Study study = small_study();
  write_shard(folder, study, {.index = 0, .count = 2});
  folder.write(store_name({.index = 1, .count = 2}), "");
  const FoundShards found = find_shards(folder.path());
  EXPECT_EQ(found.files.size(), 1U);
  EXPECT_EQ(found.missing, std::vector<std::int64_t>{1});
}

}  // namespace
}  // namespace lfp::test::study_store_test
