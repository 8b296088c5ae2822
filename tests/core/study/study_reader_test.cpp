#include "core/study/study_file.h"
#include "tests/support/error_text.h"
#include "tests/support/small_study.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

namespace lfp::test::study_reader_test {
namespace {

std::string failure_over(const std::string& axes) {
  return error_text([&] { study_over(axes); });
}

void expect_parts(const std::string& text, std::initializer_list<const char*> parts) {
  for (const char* part : parts) EXPECT_NE(text.find(part), std::string::npos) << part << " in: " << text;
}

Study read(const std::string& json, bool quick = false) {
  return parse_study(json, {.name = "s.json", .quick = quick});
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const auto at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), by);
}

TEST(StudyReader, ReadsAxesSeedsAndExperiment) {
  const Study study = small_study();
  EXPECT_EQ(study.name, "Small");
  EXPECT_EQ(study.seeds, (std::vector<std::uint64_t>{5, 6}));
  ASSERT_EQ(study.axes.size(), 2U);
  EXPECT_TRUE(study.axes[0].range->logarithmic);
  EXPECT_EQ(study.axes[1].at(1).label, "0.01");
  EXPECT_EQ(study.experiment.runs.size(), 2U);
}

TEST(StudyReader, WhatIsWrittenReadsBackAsTheSame) {
  const Study study = study_over(
      R"([ { "path": "runs[0].rule", "values": ["epsilon", "zero", { "name": "gamma", "gamma": 0.5 }] },
      { "label": "Method", "values": [ { "label": "LFP", "set": {} },
                                       { "label": "None", "set": { "runs[0].method": "gradient" } } ] },
      { "path": "network.depth", "from": 1, "to": 3, "steps": 3 } ])");
  const Study again = read(to_json(study));
  EXPECT_EQ(to_json(again), to_json(study));
  EXPECT_EQ(study_hash(again), study_hash(study));
}

TEST(StudyReader, TheHashTellsOfEverythingThatDecidesResults) {
  const std::string json = small_study_json();
  const std::string hash = study_hash(read(json));
  EXPECT_EQ(study_hash(read(replaced(json, "Small", "Other"))), hash);
  EXPECT_NE(study_hash(read(replaced(json, "[5, 6]", "[5, 7]"))), hash);
  EXPECT_NE(study_hash(read(replaced(json, "\"steps\": 3", "\"steps\": 4"))), hash);
  EXPECT_NE(study_hash(read(replaced(json, "\"samples\": 60", "\"samples\": 61"))), hash);
}

TEST(StudyReader, ReversedAndEmptyRangesAreNamed) {
  const std::string path = R"({ "path": "runs[0].rule.epsilon", )";
  expect_parts(failure_over("[" + path + R"("from": 2, "to": 1, "steps": 3 }])"),
               {"small.json: axes[0]", "reversed: from 2 to 1", "Swap"});
  expect_parts(failure_over("[" + path + R"("from": 1, "to": 1, "steps": 3 }])"), {"axes[0]", "empty"});
  expect_parts(failure_over("[" + path + R"("from": 0, "to": 1, "steps": 3, "scale": "log" }])"),
               {"axes[0].from", "logarithmic", "linear"});
  expect_parts(failure_over("[" + path + R"("values": [] }])"), {"axes[0].values", "no value"});
  expect_parts(failure_over("[" + path + R"("values": [1, 2, 1] }])"), {"axes[0].values[2]", "twice"});
  expect_parts(failure_over("[" + path + R"("from": 0, "to": 1, "steps": 0 }])"), {"axes[0].steps"});
}

TEST(StudyReader, AnUnknownPathIsNamedWithTheNearest) {
  expect_parts(failure_over(R"([{ "path": "runs[0].rule.epsilom", "values": [1, 2] }])"),
               {"axes[0]", "runs[0].rule.epsilom", "Did you mean runs[0].rule.epsilon?"});
  expect_parts(failure_over(R"([{ "path": "runs[0].learning_rate", "values": [1, 2] }])"),
               {"Did you mean runs[0].optimiser.learning_rate?"});
}

TEST(StudyReader, PathsThatCannotVaryAreRefused) {
  for (const char* path : {"seed", "name", "runs[0].name", "runs[+]", "format"})
    expect_parts(failure_over(std::string(R"([{ "path": ")") + path + R"(", "values": [1, 2] }])"),
                 {"axes[0].path", "cannot vary"});
}

TEST(StudyReader, AnAxisMayNeedTheValueOfAnother) {
  const Study study = study_over(R"([ { "path": "runs[0].rule", "values": ["zero", "gamma"] },
                                      { "path": "runs[0].rule.gamma", "values": [0.1, 0.5] } ])");
  EXPECT_EQ(study.cells(), 4);
}

TEST(StudyReader, AWholeSettingHasWholeSteps) {
  const Study study =
      study_over(R"([{ "path": "batch_size", "from": 4, "to": 64, "steps": 5, "scale": "log" }])");
  EXPECT_EQ(study.axes[0].at(1).label, "8");
  expect_parts(failure_over(R"([{ "path": "batch_size", "from": 1, "to": 3, "steps": 7 }])"),
               {"axes[0].steps", "fewer"});
}

TEST(StudyReader, AStarStandsForAllRuns) {
  const Study study =
      study_over(R"([{ "path": "runs[*].optimiser.learning_rate", "from": 0.1, "to": 0.3, "steps": 3 }])");
  const auto changes = study.axes[0].at(2).changes;
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[1].path, "runs[1].optimiser.learning_rate");
  EXPECT_EQ(changes[1].value, "0.3");
  EXPECT_EQ(read(to_json(study)).axes[0].path, "runs[*].optimiser.learning_rate");
  expect_parts(failure_over(R"([{ "path": "runs[*].name", "values": ["a"] }])"), {"cannot vary"});
}

TEST(StudyReader, AStarStandsForAllLayersThatHaveTheSetting) {
  const Study study = study_over(
      R"([{ "path": "network.layers[*].activation", "values": ["step", "sign"] },
          { "path": "network.layers[*].units", "from": 2, "to": 8, "steps": 2 }])");
  ASSERT_EQ(study.axes[0].at(0).changes.size(), 1U) << "the last layer has no activation";
  EXPECT_EQ(study.axes[0].at(1).changes[0].path, "network.layers[0].activation");
  EXPECT_EQ(study.axes[1].at(0).changes.size(), 2U);
  EXPECT_EQ(read(to_json(study)).axes[0].path, "network.layers[*].activation");
  expect_parts(failure_over(R"([{ "path": "network.layers[*].threshhold", "values": [1] }])"),
               {"axes[0]", "threshhold"});
}

TEST(StudyReader, AnAxisIsNotCalledAsAColumn) {
  expect_parts(failure_over(R"([{ "label": "Loss", "values": [ { "label": "a", "set": {} } ] }])"),
               {"axes[0]", "column"});
}

TEST(StudyReader, TheQuickSizeTakesTheFilesPlace) {
  const std::string json = replaced(small_study_json(), "\"seeds\": [5, 6],", R"("seeds": [5, 6],
      "quick": { "seeds": [1], "stop": { "steps": 3 }, "set": { "dataset.samples": 40 }, "axes": [ { "steps": 2 } ] },)");
  const Study full = read(json);
  const Study quick = read(json, true);
  EXPECT_EQ(full.trainings(), 12);
  EXPECT_EQ(quick.trainings(), 4);
  EXPECT_EQ(quick.experiment.stop, (StopSpec{.epochs = {}, .steps = 3}));
  EXPECT_EQ(quick.experiment.dataset.settings.integer("samples"), 40);
  EXPECT_EQ(quick.axes[0].at(1).label, full.axes[0].at(2).label);
}

TEST(StudyReader, TheExperimentMayStandInAFileBeside) {
  const TemporaryFolder folder;
  folder.write("e.json", to_json(small_study().experiment));
  const std::string json =
      R"({ "format": "lfplab-study", "version": 1, "experiment": "e.json", "stop": { "epochs": 4 } })";
  const Study study = parse_study(json, {.name = "s.json", .folder = folder.path()});
  EXPECT_EQ(study.experiment.stop.epochs, 4);
  EXPECT_EQ(study.cells(), 1);
  expect_parts(error_text([&] {
                 parse_study(replaced(json, "e.json", "f.json"), {.name = "s.json", .folder = folder.path()});
               }),
               {"f.json"});
}

TEST(StudyReader, WhatIsNoStudyIsRefused) {
  expect_parts(error_text([] { read("{"); }), {"s.json, line 1"});
  expect_parts(error_text([] { read(R"({ "format": "lfplab-experiment", "version": 1 })"); }),
               {"format", "no study"});
  expect_parts(error_text([] { read(R"({ "format": "lfplab-study", "version": 2 })"); }), {"newer"});
  expect_parts(error_text([] { read(replaced(small_study_json(), "\"seeds\"", "\"sedes\"")); }),
               {"sedes", "Did you mean seeds?"});
  expect_parts(error_text([] { read(replaced(small_study_json(), "\"stop\": { \"epochs\": 2 },", "")); }),
               {"no stop"});
}

}  // namespace
}  // namespace lfp::test::study_reader_test
