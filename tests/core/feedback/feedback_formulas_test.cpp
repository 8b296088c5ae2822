#include "tests/support/feedback_case.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include <gtest/gtest.h>

namespace lfp::test::feedback_formulas_test {
namespace {

using Row = std::vector<double>;

double sigmoid(double x) {
  return 1 / (1 + std::exp(-x));
}

double softmax(const Row& o, std::size_t c) {
  double sum = 0;
  for (const double value : o) sum += std::exp(value);
  return std::exp(o[c]) / sum;
}

double sign(double x) {
  return x > 0 ? 1 : x < 0 ? -1 : 0;
}

double hot(std::size_t c, std::size_t y) {
  return c == y ? 1 : 0;
}

double bounded(double p) {
  if (p > 0.9) p = 1;
  if (p < 0.1) p = 0;
  return p;
}

Row row_of(const Matrix& matrix, Index row) {
  return {matrix.row(row).data(), matrix.row(row).data() + matrix.cols()};
}

/// A feedback function and its formula for output c of a sample with outputs o and label y.
struct FormulaCase {
  const char* title;
  Choice choice;
  Index outputs;
  std::function<double(const Row& o, std::size_t c, std::size_t y)> formula;
};

void PrintTo(const FormulaCase& formula_case, std::ostream* stream) {
  *stream << formula_case.title;
}

class EveryFeedback : public testing::TestWithParam<FormulaCase> {};

TEST_P(EveryFeedback, follows_its_formula) {
  auto given = test::random_feedback_case(1, 40, GetParam().outputs);
  given.logits.row(0).setZero();          // all equal, all zero
  given.logits.row(1).setConstant(-0.5);  // all equal and negative
  given.logits.row(2).setConstant(0.5);
  const Matrix feedback = test::feedback_of(GetParam().choice, given);
  for (Index row = 0; row < feedback.rows(); ++row) {
    for (Index c = 0; c < feedback.cols(); ++c) {
      const double expected =
          GetParam().formula(row_of(given.logits, row), static_cast<std::size_t>(c),
                             static_cast<std::size_t>(given.labels[static_cast<std::size_t>(row)]));
      EXPECT_NEAR(feedback(row, c), expected, 1e-12) << "row " << row << ", output " << c;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Definitions, EveryFeedback,
    testing::Values(
        FormulaCase{
            "softmax", choose("softmax"), 4,
            [](const Row& o, std::size_t c, std::size_t y) { return o[c] * (hot(c, y) - softmax(o, c)); }},
        FormulaCase{
            "sigmoid", choose("sigmoid"), 4,
            [](const Row& o, std::size_t c, std::size_t y) { return o[c] * (hot(c, y) - sigmoid(o[c])); }},
        FormulaCase{"binary_sigmoid", choose("binary_sigmoid"), 1,
                    [](const Row& o, std::size_t, std::size_t y) {
                      return o[0] * (static_cast<double>(y) - sigmoid(o[0]));
                    }},
        FormulaCase{"bounded_softmax",
                    choose("bounded_softmax", {{"lower_bound", 0.1}, {"higher_bound", 0.9}}), 4,
                    [](const Row& o, std::size_t c, std::size_t y) {
                      return o[c] * (hot(c, y) - bounded(softmax(o, c)));
                    }},
        FormulaCase{"bounded_softmax_of_signs",
                    choose("bounded_softmax",
                           {{"lower_bound", 0.1}, {"higher_bound", 0.9}, {"logit_sign_only", true}}),
                    4,
                    [](const Row& o, std::size_t c, std::size_t y) {
                      return sign(o[c]) * (hot(c, y) - bounded(softmax(o, c)));
                    }},
        FormulaCase{"correct_classification", choose("correct_classification"), 4,
                    [](const Row& o, std::size_t c, std::size_t y) {
                      return c == y && o[y] == *std::max_element(o.begin(), o.end()) ? sign(o[y]) : 0;
                    }},
        FormulaCase{"misclassification", choose("misclassification"), 4,
                    [](const Row& o, std::size_t c, std::size_t y) { return o[c] > o[y] ? -sign(o[c]) : 0; }},
        FormulaCase{
            "maximize_neuron", choose("maximize_neuron"), 3,
            [](const Row& o, std::size_t c, std::size_t) { return sign(o[c]) * (1 - sigmoid(o[c])); }},
        FormulaCase{
            "minimize_neuron", choose("minimize_neuron"), 3,
            [](const Row& o, std::size_t c, std::size_t) { return -sign(o[c]) * (1 - sigmoid(o[c])); }},
        FormulaCase{"squared_error", choose("squared_error"), 4,
                    [](const Row& o, std::size_t c, std::size_t y) { return o[c] * (hot(c, y) - o[c]); }},
        FormulaCase{
            "squared_error_of_one_output", choose("squared_error"), 1,
            [](const Row& o, std::size_t, std::size_t y) { return o[0] * (static_cast<double>(y) - o[0]); }},
        FormulaCase{"label_smoothed_softmax", choose("label_smoothed_softmax", {{"smoothing", 0.2}}), 4,
                    [](const Row& o, std::size_t c, std::size_t y) {
                      return o[c] * (0.8 * hot(c, y) + 0.2 / 4 - softmax(o, c));
                    }},
        FormulaCase{"human", choose("human", {{"values", " +1, 0 ,-2.5,1e-1"}}), 4,
                    [](const Row&, std::size_t c, std::size_t) {
                      return std::array{1.0, 0.0, -2.5, 0.1}[c];
                    }},
        FormulaCase{"human_without_values", choose("human"), 4,
                    [](const Row&, std::size_t, std::size_t) { return 0.0; }}),
    [](const auto& test) { return std::string(test.param.title); });

/// A feedback function that is the output times what lowers a loss.
struct LossCase {
  const char* title;
  Choice choice;
  std::function<double(const Row& o, std::size_t y)> loss;
};

void PrintTo(const LossCase& loss_case, std::ostream* stream) {
  *stream << loss_case.title;
}

double cross_entropy(const Row& o, std::size_t y, double smoothing) {
  double sum = 0;
  for (std::size_t c = 0; c < o.size(); ++c)
    sum -=
        ((1 - smoothing) * hot(c, y) + smoothing / static_cast<double>(o.size())) * std::log(softmax(o, c));
  return sum;
}

double focal(const Row& o, std::size_t y, double gamma) {
  const double p = softmax(o, y);
  return -std::pow(1 - p, gamma) * std::log(p);
}

double hinge(const Row& o, std::size_t y, double margin) {
  double worst = 0;
  for (std::size_t c = 0; c < o.size(); ++c)
    if (c != y) worst = std::max(worst, margin - o[y] + o[c]);
  return worst;
}

double squared_error(const Row& o, std::size_t y) {
  double sum = 0;
  for (std::size_t c = 0; c < o.size(); ++c) sum += 0.5 * (hot(c, y) - o[c]) * (hot(c, y) - o[c]);
  return sum;
}

class FeedbackOfALoss : public testing::TestWithParam<LossCase> {};

TEST_P(FeedbackOfALoss, is_the_output_times_what_lowers_the_loss) {
  constexpr double h = 1e-5;
  const auto given = test::random_feedback_case(2, 60, 5);
  const Matrix feedback = test::feedback_of(GetParam().choice, given);
  for (Index row = 0; row < feedback.rows(); ++row) {
    const auto y = static_cast<std::size_t>(given.labels[static_cast<std::size_t>(row)]);
    for (Index c = 0; c < feedback.cols(); ++c) {
      Row above = row_of(given.logits, row);
      Row below = above;
      above[static_cast<std::size_t>(c)] += h;
      below[static_cast<std::size_t>(c)] -= h;
      const double slope = (GetParam().loss(above, y) - GetParam().loss(below, y)) / (2 * h);
      EXPECT_NEAR(feedback(row, c), -given.logits(row, c) * slope, 1e-7) << "row " << row << ", output " << c;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Losses, FeedbackOfALoss,
    testing::Values(
        LossCase{"softmax", choose("softmax"),
                 [](const Row& o, std::size_t y) { return cross_entropy(o, y, 0); }},
        LossCase{"label_smoothed_softmax", choose("label_smoothed_softmax"),
                 [](const Row& o, std::size_t y) { return cross_entropy(o, y, 0.1); }},
        LossCase{"focal", choose("focal"), [](const Row& o, std::size_t y) { return focal(o, y, 2); }},
        LossCase{"focal_below_1", choose("focal", {{"gamma", 0.5}}),
                 [](const Row& o, std::size_t y) { return focal(o, y, 0.5); }},
        LossCase{"margin", choose("margin"), [](const Row& o, std::size_t y) { return hinge(o, y, 1); }},
        LossCase{"wide_margin", choose("margin", {{"margin", 4.0}}),
                 [](const Row& o, std::size_t y) { return hinge(o, y, 4); }},
        LossCase{"squared_error", choose("squared_error"), squared_error}),
    [](const auto& test) { return std::string(test.param.title); });

TEST(MarginFeedback, leaves_a_sample_alone_that_leads_by_the_margin) {
  const test::FeedbackCase given{.logits = Matrix{{3.0, 2.0, -1.0}, {3.0, 2.5, -1.0}}, .labels = {0, 0}};
  const Matrix expected{{0.0, 0.0, 0.0}, {3.0, -2.5, 0.0}};
  EXPECT_EQ(test::feedback_of(choose("margin"), given), expected);
}

TEST(MarginFeedback, punishes_only_the_first_of_equally_strong_rivals) {
  const test::FeedbackCase given{.logits = Matrix{{2.0, -1.0, 2.0}}, .labels = {1}};
  const Matrix expected{{-2.0, -1.0, 0.0}};
  EXPECT_EQ(test::feedback_of(choose("margin"), given), expected);
}

TEST(FocalFeedback, is_finite_where_the_network_is_certain) {
  const test::FeedbackCase given{.logits = Matrix{{900.0, 0.0}, {900.0, 0.0}, {700.0, -40.0}},
                                 .labels = {0, 1, 0}};
  for (const double gamma : {0.0, 0.5, 1.0, 2.0}) {
    const Matrix feedback = test::feedback_of(choose("focal", {{"gamma", gamma}}), given);
    EXPECT_TRUE(feedback.allFinite()) << gamma;
    EXPECT_DOUBLE_EQ(feedback(0, 0), 0) << gamma;
    EXPECT_DOUBLE_EQ(feedback(1, 0), -900) << gamma;
  }
}

TEST(SquaredErrorFeedback, pulls_towards_values) {
  const Matrix outputs{{2.0, -1.0}, {0.5, 0.0}};
  const Matrix values{{3.0, 1.0}, {0.0, 4.0}};
  const Matrix expected{{2.0, -2.0}, {-0.25, 0.0}};
  EXPECT_EQ(test::feedback_of(choose("squared_error"), outputs, {.labels = {}, .values = &values}), expected);
}

TEST(HumanFeedback, is_the_same_for_targets_that_are_values) {
  const Matrix outputs{{2.0, -1.0}, {0.5, 0.0}};
  const Matrix values = Matrix::Zero(2, 2);
  const Matrix expected{{1.0, -1.0}, {1.0, -1.0}};
  EXPECT_EQ(
      test::feedback_of(choose("human", {{"values", "1, -1"}}), outputs, {.labels = {}, .values = &values}),
      expected);
}

}  // namespace
}  // namespace lfp::test::feedback_formulas_test
