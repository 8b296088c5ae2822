#include "tests/support/error_text.h"
#include "tests/support/feedback_case.h"

#include <cmath>

#include <gtest/gtest.h>

namespace lfp::test::formula_feedback_test {
namespace {

Choice formula(const char* text) {
  return choose("formula", {{"formula", text}});
}

Matrix formula_of(const char* text, const Matrix& logits, std::vector<std::int32_t> labels) {
  return test::feedback_of(formula(text), {.logits = logits, .labels = std::move(labels)});
}

const Matrix& two_samples() {
  static const Matrix logits{{1.0, -2.0, 0.5}, {-1.0, 3.0, 0.0}};
  return logits;
}

TEST(FormulaFeedback, knows_each_of_its_variables) {
  EXPECT_EQ(formula_of("o", two_samples(), {0, 2}), two_samples());
  EXPECT_EQ(formula_of("y", two_samples(), {0, 2}), (Matrix{{1, 0, 0}, {0, 0, 1}}));
  EXPECT_EQ(formula_of("k", two_samples(), {0, 2}), (Matrix{{0, 1, 2}, {0, 1, 2}}));
  EXPECT_EQ(formula_of("n", two_samples(), {0, 2}), Matrix::Constant(2, 3, 3));
  EXPECT_EQ(formula_of("correct", two_samples(), {0, 2}), (Matrix{{1, 1, 1}, {0, 0, 0}}));
  const Matrix s = formula_of("s", two_samples(), {0, 2});
  EXPECT_DOUBLE_EQ(s(0, 1), 1 / (1 + std::exp(2.0)));
  const Matrix p = formula_of("p", two_samples(), {0, 2});
  EXPECT_NEAR(p(1, 1), std::exp(3.0) / (std::exp(-1.0) + std::exp(3.0) + 1), 1e-15);
  EXPECT_NEAR(p.row(0).sum(), 1, 1e-15);
}

TEST(FormulaFeedback, a_single_output_has_the_label_as_its_target) {
  const Matrix logits{{1.0}, {-1.0}, {1.0}, {-1.0}};
  EXPECT_EQ(formula_of("y", logits, {0, 1, 1, 0}), (Matrix{{0}, {1}, {1}, {0}}));
  EXPECT_EQ(formula_of("correct", logits, {0, 1, 1, 0}), (Matrix{{0}, {0}, {1}, {1}}));
}

TEST(FormulaFeedback, works_with_targets_that_are_values) {
  const Matrix values{{0.5, 2.0, 0.0}, {1.0, 1.0, 1.0}};
  const Targets targets{.labels = {}, .values = &values};
  const Matrix expected = two_samples().cwiseProduct(values - two_samples());
  EXPECT_TRUE(test::feedback_of(formula("o*(y - o)"), two_samples(), targets).isApprox(expected, 1e-15));
  EXPECT_EQ(test::feedback_of(formula("correct"), two_samples(), targets), Matrix::Zero(2, 3));
  EXPECT_NEAR(test::feedback_of(formula("p"), two_samples(), targets).sum(), 2, 1e-14);
}

TEST(FormulaFeedback, may_be_written_over_several_lines) {
  EXPECT_EQ(formula_of("y == 1\n  ? max(o, 0)\n  : -abs(o)", two_samples(), {0, 2}),
            (Matrix{{1, -2, -0.5}, {-1, -3, 0}}));
}

struct BadFormula {
  const char* formula;
  const char* message;  ///< how it starts
};

void PrintTo(const BadFormula& bad, std::ostream* stream) {
  *stream << bad.formula;
}

class WrongFormula : public testing::TestWithParam<BadFormula> {};

TEST_P(WrongFormula, is_refused_with_its_place) {
  const std::string text = error_text([] { test::make_feedback(formula(GetParam().formula)); });
  EXPECT_EQ(text.substr(0, text.find(". ")), std::string("feedback.formula: ") + GetParam().message) << text;
}

INSTANTIATE_TEST_SUITE_P(
    CannotBeUnderstood, WrongFormula,
    testing::Values(BadFormula{"", "the formula is empty"}, BadFormula{"  ", "the formula is empty"},
                    BadFormula{"o*(y-q)", "at character 6: unknown name \"q\""},
                    BadFormula{"foo(o)", "at character 1: unknown name \"foo\""},
                    BadFormula{"o*\n(y-q)", "at character 7: unknown name \"q\""},
                    BadFormula{"o*(y - p", "at character 9: a closing parenthesis is missing"},
                    BadFormula{"o*y)", "at character 4: unexpected \")\""},
                    BadFormula{"o y", "at character 3: unexpected \"y\""},
                    BadFormula{"3o", "at character 2: unexpected \"o\""},
                    BadFormula{"o +* p", "at character 4: unexpected \"*\""},
                    BadFormula{"+", "at character 1: unexpected \"+\""},
                    BadFormula{"o*", "at character 3: unexpected end"},
                    BadFormula{"o # p", "at character 3: unexpected \"#\""},
                    BadFormula{"o, y", "at character 2: unexpected \",\""},
                    BadFormula{"o = 1", "at character 3: unexpected \"=\""},
                    BadFormula{"o*\"a\"", "at character 3: unexpected \"\"\""},
                    BadFormula{"o − p", "at character 3: unexpected \"−\""},
                    BadFormula{"o\x01", "at character 2: unexpected control character"},
                    BadFormula{"sin()", "at character 5: too few values for \"sin\""},
                    BadFormula{"sin(o, p)", "at character 9: too many values for \"sin\""},
                    BadFormula{"y == 1 ? o", "at character 8: \"?\" has no \":\""},
                    BadFormula{"o : y", "at character 3: \":\" has no \"?\""}));

INSTANTIATE_TEST_SUITE_P(GivesNoNumber, WrongFormula,
                         testing::Values(BadFormula{"ln(o)", "gives no number for o = -2"},
                                         BadFormula{"sqrt(o) * y", "gives no number for o = -2, y = 0"},
                                         BadFormula{"o / y", "gives infinity for o = -2, y = 0"},
                                         BadFormula{"y / o", "gives no number for o = 0, y = 0"},
                                         BadFormula{"ln(k)", "gives infinity for k = 0"},
                                         BadFormula{"1 / 0", "gives infinity"},
                                         BadFormula{"0 / correct", "gives no number for correct = 0"}));

TEST(FormulaFeedback, that_is_too_long_is_refused) {
  const std::string text = "o" + std::string(20000, ' ') + "+ p";
  EXPECT_EQ(error_text([&] { test::make_feedback(formula(text.c_str())); }),
            "feedback.formula: the formula is too long. Shorten it.");
}

TEST(FormulaFeedback, unknown_names_are_answered_with_the_known_ones) {
  EXPECT_EQ(
      error_text([] { test::make_feedback(formula("z")); }),
      "feedback.formula: at character 1: unknown name \"z\". Use o, y, p, s, correct, k, n, numbers, + - * / "
      "^, comparisons with ? :, and functions such as abs, sign, exp, ln, sqrt, tanh, min, max.");
}

TEST(FormulaFeedback, a_formula_for_classes_may_still_fail_for_values) {
  const auto function = test::make_feedback(formula("sqrt(y)"));
  const auto check = [&](const OutputKind& kind) {
    return error_text([&] { function->check(kind, "runs[1].feedback"); });
  };
  EXPECT_EQ(check({.outputs = 2, .classes = 2}), "");
  EXPECT_EQ(check({.outputs = 2, .classes = 0}),
            "runs[1].feedback.formula: gives no number for y = -2. Write it so that every output gets a "
            "number, for "
            "example with condition ? value : 0.");
}

TEST(FormulaFeedback, the_number_of_outputs_counts) {
  const auto function = test::make_feedback(formula("o / (n - 3)"));
  EXPECT_EQ(error_text([&] { function->check({.outputs = 4, .classes = 4}, "feedback"); }), "");
  EXPECT_NE(error_text([&] {
              function->check({.outputs = 3, .classes = 3}, "feedback");
            }).find("gives infinity for o = -2, n = 3"),
            std::string::npos);
}

}  // namespace
}  // namespace lfp::test::formula_feedback_test
