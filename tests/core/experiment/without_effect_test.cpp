#include "core/experiment/without_effect.h"

#include "core/experiment/with_values.h"
#include "tests/support/spirals_json.h"

#include <gtest/gtest.h>

namespace lfp::test::without_effect_test {
namespace {

std::vector<std::string> sentences_on(const std::string& composite) {
  return without_effect(with_value(parse_experiment(test::spirals, ""), "runs[0].composite", composite));
}

TEST(WithoutEffect, ARuleOfTheLowestLayerMovesNoWeight) {
  const auto sentences = sentences_on(R"([{"layer": 1, "rule": {"name": "z_plus", "epsilon": 0.001}}])");
  ASSERT_EQ(sentences.size(), 1U);
  EXPECT_STARTS(sentences.front(), "runs[0].composite[0]: the rule of layer 1 moves no weight");
}

TEST(WithoutEffect, OtherRulesDo) {
  EXPECT_TRUE(without_effect(parse_experiment(test::spirals, "")).empty());
  EXPECT_TRUE(sentences_on(R"([{"layer": 2, "rule": "z_plus"}])").empty()) << "what it hands down counts";
  EXPECT_TRUE(sentences_on(R"([{"layer": 1, "rule": {"name": "z_plus", "parameters": "own"}}])").empty());
  EXPECT_TRUE(sentences_on(R"([{"layer": 1, "rule": {"name": "epsilon", "epsilon": 0.1}}])").empty())
      << "the stabiliser is part of the share";
}

}  // namespace
}  // namespace lfp::test::without_effect_test
