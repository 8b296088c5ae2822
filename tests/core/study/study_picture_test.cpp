#include "core/study/study_picture.h"

#include "tests/support/small_study.h"

#include <cmath>
#include <memory>

#include <gtest/gtest.h>

namespace lfp::test {
namespace {

constexpr std::size_t accuracy = 0;

RunResult run_with(double test_accuracy, std::optional<std::int64_t> diverged = {}) {
  RunResult run;
  run.test_accuracy = test_accuracy;
  run.weights = 10;
  run.diverged_step = diverged;
  return run;
}

TrainingResult training(std::int64_t number, double first, double second,
                        std::optional<std::int64_t> diverged = {}) {
  TrainingResult result;
  result.training = number;
  result.runs = {run_with(first, diverged), run_with(second)};
  return result;
}

TrainingResult impossible(std::int64_t number) {
  TrainingResult result;
  result.training = number;
  result.failure = "the rule has no epsilon";
  return result;
}

StudyPicture picture() {
  return StudyPicture(std::make_shared<const Study>(small_study()));
}

TEST(StudyPicture, IsEmptyAtFirst) {
  const StudyPicture empty = picture();
  EXPECT_EQ(empty.done(), 0);
  EXPECT_EQ(empty.outcome(0, 0), RunOutcome::missing);
  EXPECT_FALSE(empty.numbers(0, 0, accuracy).mean);
}

TEST(StudyPicture, TellsMeanDeviationAndWorstOfTheSeeds) {
  StudyPicture some = picture();
  some.add(training(2, 0.8, 0.5));
  some.add(training(3, 0.6, 0.5));
  const CellNumbers numbers = some.numbers(1, 0, accuracy);
  EXPECT_EQ(numbers.done, 2);
  EXPECT_NEAR(*numbers.mean, 0.7, 1e-6);
  EXPECT_NEAR(*numbers.deviation, std::sqrt(0.02), 1e-6);
  EXPECT_NEAR(*numbers.worst, 0.6, 1e-6);
  EXPECT_EQ(some.done(), 2);
}

TEST(StudyPicture, ASingleSeedHasNoDeviation) {
  StudyPicture some = picture();
  some.add(training(2, 0.8, 0.5));
  EXPECT_FALSE(some.numbers(1, 0, accuracy).deviation);
}

TEST(StudyPicture, CountsRunsThatDivergedEachForItself) {
  StudyPicture some = picture();
  some.add(training(0, 0.8, 0.5, 12));
  EXPECT_EQ(some.numbers(0, 0, accuracy).diverged, 1);
  EXPECT_EQ(some.numbers(0, 1, accuracy).diverged, 0);
  EXPECT_EQ(some.outcome(0, 0), RunOutcome::diverged);
}

TEST(StudyPicture, KnowsWhyACellCannotExist) {
  StudyPicture some = picture();
  some.add(impossible(4));
  EXPECT_EQ(some.failed(), 1);
  EXPECT_EQ(some.done(), 0);
  EXPECT_EQ(some.failure(2), "the rule has no epsilon");
  EXPECT_EQ(some.numbers(2, 0, accuracy).failed, 1);
}

TEST(StudyPicture, ATrainingThatComesAgainIsReplaced) {
  StudyPicture some = picture();
  some.add(impossible(4));
  some.add(training(4, 0.8, 0.5));
  some.add(training(4, 0.9, 0.5));
  EXPECT_EQ(some.failed(), 0);
  EXPECT_EQ(some.done(), 1);
  EXPECT_NEAR(*some.value(accuracy, 4, 0), 0.9, 1e-6);
}

TEST(StudyPicture, ResultsOfAnotherStudyArePassedOver) {
  StudyPicture some = picture();
  some.add(training(1000, 0.8, 0.5));
  TrainingResult lonely = training(0, 0.8, 0.5);
  lonely.runs.pop_back();
  some.add(lonely);
  EXPECT_EQ(some.done(), 0);
}

TEST(StudyPicture, CopiesDoNotChangeWithLaterResults) {
  StudyPicture some = picture();
  const StudyPicture before = some;
  some.add(training(0, 0.8, 0.5));
  EXPECT_EQ(before.done(), 0);
}

}  // namespace
}  // namespace lfp::test
