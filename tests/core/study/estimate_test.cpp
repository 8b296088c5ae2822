#include "core/study/estimate.h"

#include "tests/support/small_study.h"

#include <gtest/gtest.h>

namespace lfp::test::estimate_test {
namespace {

TEST(Estimate, GrowsWithTheLengthOfTraining) {
  Study study = small_study();
  study.experiment.stop = {.epochs = 1'000'000, .steps = {}};
  const auto seconds = seconds_a_training(study);
  ASSERT_TRUE(seconds);
  EXPECT_GT(*seconds, 1.0);
}

TEST(Estimate, KnowsNothingWhereNoCellExists) {
  Study study = small_study();
  study.axes[1].values = {{.label = "x", .changes = {{.path = "runs[0].rule.gamma", .value = "1"}}}};
  EXPECT_FALSE(seconds_a_training(study));
}

TEST(Duration, IsInTheUnitThatFits) {
  EXPECT_EQ(duration_text(0.2), "about 1 second");
  EXPECT_EQ(duration_text(42), "about 42 seconds");
  EXPECT_EQ(duration_text(100), "about 2 minutes");
  EXPECT_EQ(duration_text(3 * 3600), "about 3 hours");
  EXPECT_EQ(duration_text(3 * 86400), "about 3 days");
  EXPECT_EQ(duration_text(10 * 365.25 * 86400), "about 10 years");
  EXPECT_EQ(duration_text(1e15), "more than 1000 years");
}

}  // namespace
}  // namespace lfp::test::estimate_test
