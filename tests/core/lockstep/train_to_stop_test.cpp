#include "core/lockstep/train_to_stop.h"

#include "core/lockstep/lockstep_state.h"
#include "tests/support/small_experiment.h"

#include <vector>

#include <gtest/gtest.h>

namespace lfp::test::train_to_stop_test {
namespace {

Experiment three_epochs() {
  auto experiment = test::small_experiment();
  experiment.stop.epochs = 3;
  return experiment;
}

TEST(TrainToStop, EndsAtTheStopAndSeesEveryEpoch) {
  auto lockstep = test::start(three_epochs());
  std::vector<std::int64_t> epochs;
  EXPECT_TRUE(train_to_stop(lockstep, {.advanced = [&](const Lockstep& now) {
                              if (now.position().batch == 0) epochs.push_back(now.position().epoch);
                            }}));
  EXPECT_EQ(epochs, (std::vector<std::int64_t>{1, 2, 3}));
  EXPECT_TRUE(lockstep.is_finished());
}

TEST(TrainToStop, IsCalledOffBetweenSteps) {
  auto lockstep = test::start(three_epochs());
  int left = 2;
  EXPECT_FALSE(train_to_stop(lockstep, {.called_off = [&] { return left-- == 0; }}));
  EXPECT_EQ(lockstep.position().next_phase, Phase{});
  EXPECT_LT(lockstep.position().epoch, 3);
}

TEST(TrainToStop, WithoutAStepThereIsNothingToDo) {
  auto experiment = three_epochs();
  experiment.stop = {.epochs = std::nullopt, .steps = 0};
  auto lockstep = test::start(experiment);
  EXPECT_TRUE(train_to_stop(lockstep));
  EXPECT_EQ(lockstep.position().step, 0);
}

TEST(TrainToStop, ARunThatDivergesLeavesTheOtherToItsStopAsIfItWereAlone) {
  auto beside = three_epochs();
  beside.runs[0].clip_norm.reset();
  beside.runs[0].optimiser.settings.set("learning_rate", 1e9);
  auto alone = beside;
  alone.runs.erase(alone.runs.begin());
  auto both = test::start(beside);
  auto single = test::start(alone);
  EXPECT_TRUE(train_to_stop(both));
  EXPECT_TRUE(train_to_stop(single));
  ASSERT_TRUE(both.run(0).divergence);
  EXPECT_LT(both.run(0).divergence->step, both.position().step);
  EXPECT_TRUE(both.is_finished());
  EXPECT_FALSE(both.run(1).divergence);
  const auto state = both.state();
  const auto state_alone = single.state();
  const auto& parameters = state.runs[1].parameters;
  const auto& parameters_alone = state_alone.runs[0].parameters;
  ASSERT_EQ(parameters.size(), parameters_alone.size());
  for (std::size_t block = 0; block < parameters.size(); ++block) {
    EXPECT_EQ(parameters[block].weight, parameters_alone[block].weight);
    EXPECT_EQ(parameters[block].bias, parameters_alone[block].bias);
  }
}

TEST(TrainToStop, EndsWhereTheLastRunDiverges) {
  auto experiment = three_epochs();
  for (auto& run : experiment.runs) {
    run.clip_norm.reset();
    run.optimiser.settings.set("learning_rate", 1e9);
  }
  auto lockstep = test::start(experiment);
  EXPECT_TRUE(train_to_stop(lockstep));
  EXPECT_EQ(lockstep.diverged_runs(), 2U);
  EXPECT_FALSE(lockstep.is_finished());
}

}  // namespace
}  // namespace lfp::test::train_to_stop_test
