#include "core/study/study_runner.h"

#include "core/lockstep/train_to_stop.h"
#include "core/sessions/load_materials.h"
#include "core/study/cell_experiments.h"
#include "core/study/study_order.h"
#include "core/study/train_cell.h"
#include "tests/support/small_experiment.h"
#include "tests/support/small_study.h"

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

namespace lfp::test::study_runner_test {
namespace {

using Results = std::map<std::int64_t, TrainingResult>;

Results all_of(StudyRunner& runner) {
  Results results;
  while (!runner.is_over())
    for (TrainingResult& result : runner.take(std::chrono::seconds(1)))
      results[result.training] = std::move(result);
  return results;
}

Results run(const Study& study, int jobs, Shard shard = {}) {
  const auto shared = std::make_shared<const Study>(study);
  StudyRunner runner(shared, trainings_in_order(study, shard), jobs);
  return all_of(runner);
}

void expect_same(const TrainingResult& a, const TrainingResult& b) {
  EXPECT_EQ(a.signature, b.signature);
  ASSERT_EQ(a.runs.size(), b.runs.size());
  for (std::size_t i = 0; i < a.runs.size(); ++i) {
    EXPECT_EQ(a.runs[i].test_accuracy, b.runs[i].test_accuracy);
    EXPECT_EQ(a.runs[i].loss, b.runs[i].loss);
    EXPECT_EQ(a.runs[i].feedback_ratio, b.runs[i].feedback_ratio);
    EXPECT_EQ(a.runs[i].curve, b.runs[i].curve);
  }
}

TEST(StudyRunner, DoesEveryTrainingAsItIsDoneAlone) {
  const Study study = small_study();
  const Results results = run(study, 2);
  ASSERT_EQ(results.size(), 12U);
  CellExperiments experiments(std::make_shared<const Study>(study));
  for (const auto& [training, result] : results) {
    const auto experiment = experiments.experiment(study.cell_of(training), study.seed_of(training));
    auto lockstep = start(experiment);
    train_to_stop(lockstep);
    lockstep.evaluate();
    EXPECT_EQ(result.signature, lockstep.signature());
    ASSERT_EQ(result.runs.size(), 2U);
    EXPECT_EQ(result.runs[0].test_accuracy, lockstep.run(0).evaluation.accuracy);
    EXPECT_EQ(result.runs[0].train_accuracy, lockstep.run(0).train_accuracy());
    EXPECT_EQ(result.runs[1].loss, lockstep.run(1).record.last_row()->loss);
    EXPECT_EQ(result.runs[0].curve.size(), 2U);
  }
}

TEST(StudyRunner, NeitherJobsNorShardsChangeABit) {
  const Study study = small_study();
  const Results alone = run(study, 1);
  Results sharded = run(study, 3, {.index = 0, .count = 2});
  EXPECT_EQ(sharded.size(), 6U);
  sharded.merge(run(study, 2, {.index = 1, .count = 2}));
  ASSERT_EQ(sharded.size(), alone.size());
  for (const auto& [training, result] : alone) expect_same(result, sharded.at(training));
}

TEST(StudyRunner, ACellThatCannotExistHasItsReasonAndTheOthersGoOn) {
  const Study study = study_over(R"([ { "path": "runs[0].rule", "values": ["epsilon", "zero"] },
                                      { "path": "runs[0].rule.epsilon", "values": [0.1] } ])");
  const Results results = run(study, 2);
  EXPECT_EQ(results.at(0).failure, "");
  EXPECT_NE(results.at(2).failure.find("runs[0].rule.epsilon"), std::string::npos) << results.at(2).failure;
  EXPECT_TRUE(results.at(2).runs.empty());
}

TEST(StudyRunner, ShapesThatDoNotFitAreAReasonToo) {
  const Study study = study_over(R"([ { "path": "network.layers[1].units", "values": [2, 3] } ])");
  const Results results = run(study, 1);
  EXPECT_EQ(results.at(0).failure, "");
  EXPECT_NE(results.at(2).failure.find("network.layers[1].units"), std::string::npos);
}

TEST(StudyRunner, ARunThatDivergesIsDone) {
  const Study study =
      study_over(R"([ { "path": "runs[1].optimiser.learning_rate", "values": [0.01, 1e9] } ])");
  const Results results = run(study, 2);
  EXPECT_FALSE(results.at(0).runs[1].diverged_step);
  const RunResult& diverged = results.at(2).runs[1];
  ASSERT_TRUE(diverged.diverged_step);
  EXPECT_EQ(diverged.steps, *diverged.diverged_step - 1);
  EXPECT_FALSE(diverged.cause.empty());
  EXPECT_FALSE(results.at(2).runs[0].diverged_step);
}

TEST(StudyRunner, EndsSoonWhenItIsStopped) {
  Study study = small_study();
  study.experiment.stop.epochs = 1'000'000;
  const auto shared = std::make_shared<const Study>(study);
  StudyRunner runner(shared, trainings_in_order(study, {}), 2);
  runner.stop();
  EXPECT_TRUE(all_of(runner).empty());
}

TEST(TrainCell, ACurveHasAtMost64PointsAndTheLastAlways) {
  Experiment experiment = small_experiment();
  experiment.stop = {.epochs = 100, .steps = {}};
  const auto result =
      train_cell(std::make_shared<const Experiment>(experiment), dataset_of(experiment), {.target = 0});
  ASSERT_TRUE(result);
  const auto& curve = result->runs[0].curve;
  ASSERT_EQ(curve.size(), RunResult::most_points);
  EXPECT_EQ(curve.back().epoch, 100);
  EXPECT_EQ(curve.back().test_accuracy, result->runs[0].test_accuracy);
  EXPECT_TRUE(std::ranges::is_sorted(curve, {}, &CurvePoint::step));
  EXPECT_EQ(result->runs[0].epochs_to_target, 1);
}

TEST(TrainCell, ACurveGoesOnOverTheTrainingThatGaveTheWeights) {
  Experiment first = small_experiment();
  first.stop = {.epochs = 3, .steps = {}};
  Experiment experiment = first;
  experiment.stop.epochs = 2;
  experiment.network.weights.emplace();
  experiment.network.weights->experiment = to_json(first);
  const auto before = train_cell(std::make_shared<const Experiment>(first), dataset_of(first), {});
  const auto result =
      train_cell(std::make_shared<const Experiment>(experiment), load_materials(experiment), {});
  for (std::size_t run = 0; run < 2; ++run) {
    const auto& curve = result->runs[run].curve;
    ASSERT_EQ(curve.size(), 5U);
    for (std::size_t point = 0; point < 3; ++point) {
      EXPECT_EQ(curve[point].epoch, static_cast<std::int64_t>(point) - 2);
      EXPECT_EQ(curve[point].test_accuracy, before->runs[run].curve[point].test_accuracy);
      EXPECT_FALSE(curve[point].numbers.moved);
    }
    EXPECT_EQ(curve[2].step, 0);
    EXPECT_EQ(curve[3].epoch, 1);
    EXPECT_GT(*curve[3].numbers.moved, 0);
  }
}

TEST(TrainCell, PointsTellOfLayersWhereThatIsWanted) {
  Experiment stops = small_experiment();
  stops.stop.epochs = 2;
  const auto experiment = std::make_shared<const Experiment>(stops);
  const auto without = train_cell(experiment, dataset_of(*experiment), {});
  EXPECT_TRUE(without->runs[0].curve.back().layers.empty());
  const auto result = train_cell(experiment, dataset_of(*experiment), {.curves_of_layers = true});
  const RunResult& run = result->runs[0];
  ASSERT_EQ(run.layers.size(), 3U);
  EXPECT_EQ(run.curve.back().layers, run.layers);
  EXPECT_EQ(run.curve.back().numbers, run.numbers);
  EXPECT_EQ(run.layers[0].flipped + run.layers[1].flipped + run.layers[2].flipped, run.flipped);
}

TEST(StudyOrder, GoesFromCoarseToFineAndHasEveryTrainingOnce) {
  const Study study = study_over(R"([ { "path": "runs[0].rule.epsilon", "from": 0, "to": 1, "steps": 32 },
                      { "path": "runs[0].optimiser.learning_rate", "from": 0, "to": 1, "steps": 32 } ])");
  auto order = trainings_in_order(study, {});
  // Of the first seed every fourth cell along both axes.
  for (std::size_t i = 0; i < 64; ++i) {
    const auto position = study.position_of(study.cell_of(order[i]));
    EXPECT_EQ(position[0] % 4, 0);
    EXPECT_EQ(position[1] % 4, 0);
    EXPECT_EQ(study.seed_of(order[i]), 5U);
  }
  std::ranges::sort(order);
  ASSERT_EQ(std::ssize(order), study.trainings());
  for (std::size_t i = 0; i < order.size(); ++i) ASSERT_EQ(order[i], static_cast<std::int64_t>(i));
}

}  // namespace
}  // namespace lfp::test::study_runner_test
