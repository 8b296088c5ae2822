#include "core/study/summary.h"

#include "tests/support/small_study.h"

#include <cmath>

#include <gtest/gtest.h>

namespace lfp::test::summary_test {
namespace {

StoredTraining stored(std::int64_t training, double accuracy, std::optional<std::int64_t> diverged = {}) {
  RunResult run{
      .name = "LFP", .test_accuracy = accuracy, .diverged_step = diverged, .cause = {}, .curve = {}};
  return {.row = training + 1,
          .result = {.training = training, .failure = {}, .signature = {}, .runs = {run, run}}};
}

TEST(StudySummary, TellsOfACellOverItsSeeds) {
  const Study study = small_study();
  StoredTraining failed{.row = 9, .result = {.training = 4, .failure = "no", .signature = {}, .runs = {}}};
  const StudySummary summary(study, {stored(0, 0.5), stored(1, 0.75, 3), stored(2, std::nan("")), failed});
  const Measure& accuracy = *find_measure("test_accuracy");
  EXPECT_EQ(summary.runs(), (std::vector<std::string>{"LFP", "Gradient"}));
  EXPECT_EQ(summary.done(), 3);
  EXPECT_EQ(summary.failed(), 1);
  EXPECT_EQ(summary.values(0, 1, accuracy), (std::vector{0.5, 0.75}));
  EXPECT_TRUE(summary.values(1, 0, accuracy).empty());
  EXPECT_EQ(summary.diverged(0, 0), 1);
  EXPECT_EQ(summary.failure(2), "no");
  EXPECT_EQ(summary.failure(0), "");
  EXPECT_EQ(summary.results(1, 0)[1], nullptr);
}

TEST(Measures, HaveNamesOfTheirOwnAndFindThem) {
  for (const Measure& measure : measures()) EXPECT_EQ(find_measure(measure.name), &measure);
  EXPECT_EQ(find_measure("nothing"), nullptr);
  RunResult run{.name = {}, .flipped = 5, .weights = 20, .cause = {}, .curve = {}};
  EXPECT_EQ(find_measure("flipped")->value(run), 0.25);
  EXPECT_FALSE(find_measure("diverged_step")->value(run));
}

}  // namespace
}  // namespace lfp::test::summary_test
