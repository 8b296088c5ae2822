#include "core/feedback/output_terms.h"

#include "core/feedback/expression.h"
#include "tests/support/feedback_case.h"

#include <algorithm>
#include <cctype>
#include <iomanip>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

namespace lfp::test::output_terms_test {
namespace {

using test::choose;

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

bool is_letter(const std::string& text, std::size_t at) {
  return at < text.size() && (std::isalnum(static_cast<unsigned char>(text[at])) != 0 || text[at] == '_');
}

/// The formula with its terms' numbers in brackets, the longest symbols first.
std::string with_numbers(const FeedbackOrigin& origin) {
  auto terms = origin.terms;
  std::ranges::sort(terms, [](const auto& a, const auto& b) { return a.symbol.size() > b.symbol.size(); });
  std::string text;
  for (std::size_t at = 0; at < origin.formula.size();) {
    const auto term = std::ranges::find_if(terms, [&](const auto& one) {
      return origin.formula.compare(at, one.symbol.size(), one.symbol) == 0 &&
             !(at > 0 && is_letter(origin.formula, at - 1)) &&
             !(is_letter(one.symbol, one.symbol.size() - 1) &&
               is_letter(origin.formula, at + one.symbol.size()));
    });
    if (term == terms.end()) {
      text += origin.formula[at++];
      continue;
    }
    std::ostringstream number;
    number << '(' << std::setprecision(17) << term->value << ')';
    text += number.str();
    at += term->symbol.size();
  }
  return replaced(replaced(replaced(text, "×", "*"), "÷", "/"), "−", "-");
}

double calculated(const FeedbackOrigin& origin) {
  return Expression(with_numbers(origin), "formula").value({});
}

class FeedbackOrigins : public testing::TestWithParam<Choice> {};

TEST_P(FeedbackOrigins, give_the_feedback_that_the_function_gives) {
  const Choice& choice = GetParam();
  const auto function = test::make_feedback(choice);
  const bool is_binary = choice.name == "binary_sigmoid";
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto given = test::random_feedback_case(seed, 1, is_binary ? 1 : 4);
    const Matrix feedback = test::feedback_of(choice, given);
    for (Index output = 0; output < given.logits.cols(); ++output) {
      const FeedbackOrigin origin = function->origin(given.logits, given.targets(), output);
      EXPECT_NEAR(calculated(origin), feedback(0, output), 1e-9) << origin.formula;
      EXPECT_EQ(origin.logit, given.logits(0, output));
      if (!is_binary) {
        EXPECT_EQ(origin.is_target, output == given.labels[0]);
      }
    }
  }
}

TEST_P(FeedbackOrigins, give_the_sum_over_the_time_steps) {
  const Choice& choice = GetParam();
  if (choice.name == "human" || choice.name.ends_with("_neuron")) return;  // not 0 without spikes
  const auto function = test::make_feedback(choice);
  constexpr Index steps = 5;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto given = test::random_spikes(seed, steps, 1, choice.name == "binary_sigmoid" ? 1 : 4);
    const Matrix feedback = test::feedback_through_time(choice, given, steps);
    for (Index output = 0; output < given.logits.cols(); ++output) {
      if (given.logits.col(output).sum() == 0 && choice.name != "snn_rate_coded") continue;
      const FeedbackOrigin origin = function->origin(given.logits, given.targets(), output);
      EXPECT_NEAR(calculated(origin), feedback.col(output).sum(), 1e-9) << origin.formula;
    }
  }
}

std::vector<Choice> choices() {
  std::vector<Choice> all;
  for (const auto& entry : feedback_entries()) all.push_back(choose(entry.info.name));
  all.push_back(choose("human", {{"values", "1, -0.5, 0, 2"}}));
  all.push_back(
      choose("bounded_softmax", {{"lower_bound", 0.2}, {"higher_bound", 0.8}, {"logit_sign_only", true}}));
  all.push_back(choose("snn_rate_coded", {{"divide_by_steps", false}}));
  all.push_back(choose("formula", {{"formula", "correct ? 0 : exp(-o)*(y - p) + k/n"}}));
  return all;
}

INSTANTIATE_TEST_SUITE_P(Every, FeedbackOrigins, testing::ValuesIn(choices()), [](const auto& given) {
  return given.param.name + "_" + std::to_string(given.index);
});

TEST(feedback_origin, names_the_terms_of_softmax) {
  Matrix logits(1, 2);
  logits << -1, 1;
  const std::vector<std::int32_t> labels{0};
  const auto origin = test::make_feedback(choose("softmax"))->origin(logits, {.labels = labels}, 0);
  EXPECT_EQ(origin.formula, "o × (y − p)");
  ASSERT_EQ(origin.terms.size(), 3U);
  EXPECT_EQ(origin.terms[0].value, -1.0);
  EXPECT_EQ(origin.terms[1].value, 1.0);
  EXPECT_NEAR(origin.terms[2].value, 1 / (1 + std::exp(2.0)), 1e-12);
  EXPECT_TRUE(*origin.is_target);
}

}  // namespace
}  // namespace lfp::test::output_terms_test
