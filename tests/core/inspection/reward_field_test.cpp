#include "core/inspection/reward_field.h"

#include "core/base/registry.h"
#include "core/training/metrics.h"
#include "tests/support/random_matrix.h"
#include "tests/support/specs.h"

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lfp::test::reward_field_test {
namespace {

RewardField field_of(const std::string& name, GivenSettings settings = {}) {
  return RewardField(make_from(feedback_entries(), choose(name, settings), "feedback"));
}

const std::vector<std::int32_t> labels = {0, 1, 2, 1, 0, 2, 2, 0};
const Targets targets{.labels = labels};

Matrix outputs(Scalar shift = 0, std::uint64_t seed = 3) {
  return random_matrix(8, 3, seed).array() * 2 + shift;
}

double loss_at(const Matrix& logits) {
  return measure(logits, targets, 1).loss;
}

TEST(RewardField, WhatSoftmaxFeedbackGainsIsWhatCrossEntropyLoses) {
  RewardField field = field_of("softmax");
  const Matrix from = outputs();
  const Matrix to = from + random_matrix(8, 3, 7) * Scalar(0.2);
  EXPECT_NEAR(field.gain(from, to, targets), loss_at(from) - loss_at(to), 1e-4);
}

TEST(RewardField, TheGainIsTheIntegralOfForceAlongTheWay) {
  RewardField field = field_of("focal");
  const Matrix from = outputs();
  const Matrix to = outputs(0, 11);
  // Slowly, by the rule of the middle.
  constexpr int pieces = 2000;
  double sum = 0;
  Matrix force;
  for (int piece = 0; piece < pieces; ++piece) {
    const Scalar place = (static_cast<Scalar>(piece) + Scalar(0.5)) / pieces;
    field.at(from + (to - from) * place, targets, force);
    for (Index row = 0; row < force.rows(); ++row)
      for (Index c = 0; c < force.cols(); ++c)
        sum += static_cast<double>(force(row, c) * (to(row, c) - from(row, c))) / pieces;
  }
  EXPECT_NEAR(field.gain(from, to, targets), sum, 0.01 * std::abs(sum));
}

TEST(RewardField, FeedbackMadeFromALossIsASlope) {
  for (const char* name :
       {"softmax", "sigmoid", "focal", "label_smoothed_softmax", "squared_error", "margin"})
    EXPECT_LE(field_of(name).asymmetry(outputs(), targets), 0.05) << name;
}

TEST(RewardField, FeedbackThatJumpsOrTurnsIsNone) {
  EXPECT_GE(field_of("misclassification").asymmetry(outputs(3), targets), 0.1);
  EXPECT_GE(field_of("correct_classification").asymmetry(outputs(3), targets), 0.1);
  // A force on the first output that depends on how the others stand, without one in return.
  EXPECT_GE(
      field_of("formula", {{"formula", std::string("k == 0 ? o * p : 0")}}).asymmetry(outputs(), targets),
      0.05);
}

TEST(RewardField, AnOutputThatIsExactlyZeroIsNotPushed) {
  Matrix given = outputs();
  given(1, 1) = 0;
  Matrix force;
  field_of("softmax").at(given, targets, force);
  EXPECT_EQ(force(1, 1), 0);
  EXPECT_NE(force(1, 0), 0);
}

TEST(RewardField, OnlyRewardsForTheSizeAskForOutputsThatAreNotNegative) {
  EXPECT_TRUE(
      field_of("human", {{"values", std::string("1, -1, 0")}}).asks_for_non_negative(outputs(), targets));
  EXPECT_TRUE(
      field_of("formula", {{"formula", std::string("y - p")}}).asks_for_non_negative(outputs(), targets));
  for (const char* name : {"softmax", "sigmoid", "squared_error", "focal", "margin", "misclassification",
                           "correct_classification", "maximize_neuron"})
    EXPECT_FALSE(field_of(name).asks_for_non_negative(outputs(), targets)) << name;
}

}  // namespace
}  // namespace lfp::test::reward_field_test
