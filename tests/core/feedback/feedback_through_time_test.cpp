#include "tests/support/feedback_case.h"

#include <cmath>

#include <gtest/gtest.h>

namespace lfp::test::feedback_through_time_test {
namespace {

double sigmoid(double x) {
  return 1 / (1 + std::exp(-x));
}

TEST(FeedbackThroughTime, goes_to_the_steps_in_proportion_to_what_they_contributed) {
  const test::FeedbackCase given{.logits = Matrix{{1.0, 0.0}, {3.0, 2.0}}, .labels = {0}};
  const test::FeedbackCase summed{.logits = Matrix{{4.0, 2.0}}, .labels = {0}};
  const Matrix whole = test::feedback_of(choose("softmax"), summed);
  const Matrix parts = test::feedback_through_time(choose("softmax"), given, 2);
  EXPECT_DOUBLE_EQ(parts(0, 0), whole(0, 0) / 4);
  EXPECT_DOUBLE_EQ(parts(1, 0), whole(0, 0) * 3 / 4);
  EXPECT_EQ(parts(0, 1), 0);
  EXPECT_DOUBLE_EQ(parts(1, 1), whole(0, 1));
}

TEST(FeedbackThroughTime, is_0_where_the_sum_is_0) {
  const test::FeedbackCase given{.logits = Matrix{{1.0, 0.0}, {-1.0, 0.0}}, .labels = {0}};
  EXPECT_EQ(test::feedback_through_time(choose("human", {{"values", "1, 1"}}), given, 2), Matrix::Zero(2, 2));
}

TEST(FeedbackThroughTime, suits_a_smaller_batch_after_a_larger_one) {
  const auto function = test::make_feedback(choose("softmax"));
  for (const Index batch : {4, 2, 3}) {
    auto given = test::random_feedback_case(5, 3 * batch, 4);
    given.labels.resize(static_cast<std::size_t>(batch));
    Matrix feedback(3 * batch, 4);
    function->apply_through_time(given.logits, 3, given.targets(), feedback);
    EXPECT_TRUE(feedback.isApprox(test::feedback_through_time(choose("softmax"), given, 3), 1e-14));
  }
}

class SpikeRate : public testing::TestWithParam<std::tuple<Index, bool>> {};

TEST_P(SpikeRate, follows_its_formula) {
  const auto [steps, divided] = GetParam();
  const Index batch = 6;
  const Index outputs = 4;
  const auto given = test::random_spikes(7, steps, batch, outputs);
  const Matrix feedback =
      test::feedback_through_time(choose("snn_rate_coded", {{"divide_by_steps", divided}}), given, steps);
  for (Index n = 0; n < batch; ++n) {
    for (Index k = 0; k < outputs; ++k) {
      double count = 0;
      for (Index t = 0; t < steps; ++t) count += given.logits(t * batch + n, k);
      const double half = std::floor(static_cast<double>(steps) / 2);
      for (Index t = 0; t < steps; ++t) {
        double expected =
            k == given.labels[static_cast<std::size_t>(n)]
                ? 1 - sigmoid(count - half)
                : -given.logits(t * batch + n, k) * (1 - sigmoid(static_cast<double>(steps) - count - half));
        if (divided) expected /= static_cast<double>(steps);
        EXPECT_NEAR(feedback(t * batch + n, k), expected, 1e-14) << n << ' ' << k << ' ' << t;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Steps, SpikeRate,
                         testing::Combine(testing::Values<Index>(1, 2, 8, 15), testing::Bool()));

}  // namespace
}  // namespace lfp::test::feedback_through_time_test
