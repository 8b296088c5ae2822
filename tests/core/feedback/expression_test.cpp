#include "core/feedback/expression.h"

#include "tests/support/error_text.h"

#include <cmath>
#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace lfp::test::expression_test {
namespace {

double value_of(const std::string& text, const ExpressionVariables& variables = {}) {
  return Expression(text, "values").value(variables);
}

std::string refusal_of(const std::string& text) {
  return error_text([&] { Expression(text, "runs[0].feedback.formula"); });
}

TEST(expression, knows_every_variable_by_its_name) {
  const ExpressionVariables all{.o = 2, .y = 3, .p = 5, .s = 7, .correct = 11, .k = 13, .n = 17};
  EXPECT_EQ(value_of("o", all), 2);
  EXPECT_EQ(value_of("y", all), 3);
  EXPECT_EQ(value_of("p", all), 5);
  EXPECT_EQ(value_of("s", all), 7);
  EXPECT_EQ(value_of("correct", all), 11);
  EXPECT_EQ(value_of("k", all), 13);
  EXPECT_EQ(value_of("n", all), 17);
}

TEST(expression, computes_as_mathematics_does) {
  EXPECT_EQ(value_of("o*(y - p)", {.o = 2, .y = 1, .p = 0.25}), 1.5);
  EXPECT_EQ(value_of("2 + 3*4^2"), 50);
  EXPECT_EQ(value_of("o > 0 ? 1 : -1", {.o = 0.5}), 1);
  EXPECT_EQ(value_of("o > 0 ? 1 : -1", {.o = -0.5}), -1);
  EXPECT_EQ(value_of("max(o, y)", {.o = 2, .y = 3}), 3);
  EXPECT_DOUBLE_EQ(value_of("ln(exp(o))", {.o = 2}), 2);
}

TEST(expression, can_be_asked_again_with_other_numbers_and_moved) {
  Expression first("o*y", "values");
  EXPECT_EQ(first.value({.o = 2, .y = 3}), 6);
  EXPECT_EQ(first.value({.o = 4, .y = 5}), 20);
  const Expression second = std::move(first);
  EXPECT_EQ(second.value({.o = 6, .y = 7}), 42);
}

TEST(expression, describes_the_variables_that_it_uses) {
  const Expression expression("correct ? o : y", "values");
  EXPECT_EQ(expression.described({.o = -0.5, .y = 0, .correct = 1}), "o = -0.5, y = 0, correct = 1");
  EXPECT_EQ(Expression("1 + 1", "values").described({}), "");
}

TEST(expression, names_the_character_that_cannot_be_understood) {
  for (const auto& [text, part] : {std::pair{"o + z", "at character 5: unknown name \"z\""},
                                   {"o = 1", "at character 3: unexpected \"=\""},
                                   {"o, y", "at character 2: unexpected \",\""},
                                   {"o × y", "at character 3: unexpected \"×\""},
                                   {"(o", "at character 3: a closing parenthesis is missing"},
                                   {"o +", "at character 4: unexpected end"},
                                   {"o ? 1", "at character 3: \"?\" has no \":\""},
                                   {"", "the formula is empty"}}) {
    const std::string refusal = refusal_of(text);
    EXPECT_NE(refusal.find(part), std::string::npos) << text << ": " << refusal;
    EXPECT_NE(refusal.find("runs[0].feedback.formula"), std::string::npos) << refusal;
  }
}

}  // namespace
}  // namespace lfp::test::expression_test
