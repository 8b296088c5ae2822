#include "core/lockstep/train_to_stop.h"

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

}  // namespace
}  // namespace lfp::test::train_to_stop_test
