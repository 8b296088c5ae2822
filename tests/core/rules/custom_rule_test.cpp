#include "core/rules/custom_rule.h"

#include "tests/support/error_text.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace lfp::test::custom_rule_test {
namespace {

std::unique_ptr<Rule> rule_of(const std::string& name, const Settings& settings) {
  return make_from(rule_entries(), Choice{.name = name, .settings = settings}, "rule");
}

std::unique_ptr<Rule> custom(const std::string& shares) {
  Settings settings;
  settings.set("shares", shares);
  return rule_of("custom", settings);
}

std::string error_in(const std::string& shares) {
  return error_text([&] { custom(shares); });
}

void expect_same(const Rule& actual, const Rule& expected) {
  ASSERT_EQ(actual.shares.size(), expected.shares.size());
  for (std::size_t s = 0; s < expected.shares.size(); ++s) {
    EXPECT_EQ(actual.shares[s].coefficient, expected.shares[s].coefficient);
    EXPECT_EQ(actual.shares[s].gate, expected.shares[s].gate);
    EXPECT_EQ(actual.shares[s].passes, expected.shares[s].passes);
    EXPECT_EQ(actual.shares[s].normaliser, expected.shares[s].normaliser);
  }
  EXPECT_EQ(actual.epsilon, expected.epsilon);
  EXPECT_EQ(actual.gamma, expected.gamma);
  EXPECT_EQ(actual.parameter_share, expected.parameter_share);
}

struct Written {
  const char* builtin;
  const char* shares;
};

class CustomRule : public testing::TestWithParam<Written> {};

TEST_P(CustomRule, written_out_is_the_built_in_one) {
  Settings builtin;
  Settings written;
  for (auto* settings : {&builtin, &written}) settings->set("epsilon", 0.01);
  written.set("shares", std::string(GetParam().shares));
  const auto& info = find_entry(rule_entries(), GetParam().builtin, "rule").info;
  const auto takes = [&](const std::string& name) {
    return std::any_of(info.settings.begin(), info.settings.end(),
                       [&](const auto& setting) { return setting.name == name; });
  };
  if (takes("parameters")) builtin.set("parameters", std::string("own"));
  written.set("parameters", std::string(takes("parameters") ? "own" : "epsilon"));
  if (takes("gamma")) builtin.set("gamma", 0.5);
  written.set("gamma", takes("gamma") ? 0.5 : 0.0);
  expect_same(*rule_of("custom", written), *rule_of(GetParam().builtin, builtin));
}

INSTANTIATE_TEST_SUITE_P(
    rules, CustomRule,
    testing::Values(
        Written{"epsilon", R"([{"passes": [{}]}])"}, Written{"z_plus", R"([{"passes": [
            {"input": "positive", "weight": "positive", "bias": "positive"},
            {"input": "negative", "weight": "negative", "bias": "none"}]}])"},
        Written{"alpha_beta", R"([
            {"coefficient": 2, "passes": [
              {"input": "positive", "weight": "positive", "bias": "positive"},
              {"input": "negative", "weight": "negative", "bias": "none"}]},
            {"coefficient": -1, "passes": [
              {"input": "positive", "weight": "negative", "bias": "negative"},
              {"input": "negative", "weight": "positive", "bias": "none"}]}])"},
        Written{"gamma", R"([
            {"gate": "positive", "passes": [
              {"input": "positive", "weight": "raised_positive", "bias": "raised_positive"},
              {"input": "negative", "weight": "raised_negative", "bias": "none"}]},
            {"gate": "negative", "passes": [
              {"input": "positive", "weight": "raised_negative", "bias": "raised_negative"},
              {"input": "negative", "weight": "raised_positive", "bias": "none"}]}])"},
        Written{"z_plus_z_minus", R"([{"gate": "sign", "coefficient": 1.0,
            "passes": [{"input": "all", "weight": "all", "bias": "all"}],
            "normaliser": [{"input": "absolute", "weight": "absolute", "bias": "absolute"}]}])"},
        Written{"w_square", R"([{"passes": [{"input": "ones", "weight": "squared", "bias": "squared"}]}])"},
        Written{"flat", R"([{"passes": [{"input": "ones", "weight": "ones", "bias": "none"}]}])"}),
    [](const auto& written) { return std::string(written.param.builtin); });

TEST(custom_rule, starts_as_z_plus_z_minus_with_its_own_share_for_weights) {
  Settings own;
  own.set("parameters", std::string("own"));
  const auto builtin = rule_of("z_plus_z_minus", own);
  builtin->gamma = 0.25;
  expect_same(*rule_of("custom", {}), *builtin);
}

TEST(custom_rule, starts_as_it_reads_back_from_a_file) {
  const auto& info = find_entry(rule_entries(), "custom", "rule").info;
  const auto text = std::get<std::string>(info.settings.front().fallback);
  EXPECT_EQ(nlohmann::json::parse(text).dump(), text);
}

TEST(custom_rule, names_the_place_of_a_word_that_it_does_not_know) {
  EXPECT_EQ(error_in(R"([{"passes": [{}, {"weight": "foo"}]}])"),
            Error("rule.shares[0].passes[1].weight", "there is no \"foo\"",
                  "Choose one of: all, positive, negative, absolute, squared, ones, raised_positive, "
                  "raised_negative")
                .what());
  EXPECT_EQ(error_in(R"([{"passes": [{}], "normaliser": [{"input": "squared"}]}])"),
            Error("rule.shares[0].normaliser[0].input", "there is no \"squared\"",
                  "Choose one of: all, positive, negative, absolute, ones")
                .what());
  EXPECT_EQ(error_in(R"([{"passes": [{"bias": "ones"}]}])"),
            Error("rule.shares[0].passes[0].bias", "there is no \"ones\"",
                  "Choose one of: none, all, positive, negative, absolute, squared, raised_positive, "
                  "raised_negative")
                .what());
  EXPECT_EQ(
      error_in(R"([{"passes": [{}]}, {"passes": [{}], "gate": "open"}])"),
      Error("rule.shares[1].gate", "there is no \"open\"", "Choose one of: none, positive, negative, sign")
          .what());
}

TEST(custom_rule, names_the_place_of_an_unknown_key) {
  EXPECT_EQ(error_in(R"([{"passes": [{}], "weight": 1}])"),
            Error("rule.shares[0].weight", "the key is not known",
                  "Remove it, or use one of: coefficient, gate, passes, normaliser")
                .what());
  EXPECT_EQ(error_in(R"([{"passes": [{"inputs": "all"}]}])"),
            Error("rule.shares[0].passes[0].inputs", "the key is not known",
                  "Remove it, or use one of: input, weight, bias")
                .what());
}

TEST(custom_rule, names_what_is_missing) {
  EXPECT_EQ(error_in("[]"), Error("rule.shares", "there is no share", "Add at least one").what());
  EXPECT_EQ(error_in("[{}]"), Error("rule.shares[0].passes", "the key is missing", "Add it").what());
  EXPECT_EQ(error_in(R"([{"passes": []}])"), Error("rule.shares[0].passes", "there is no pass",
                                                   "Add at least one, for example {}, the layer as it is")
                                                 .what());
}

TEST(custom_rule, names_the_place_of_a_wrong_type) {
  const auto wrong = [](const char* place, const char* remedy) {
    return std::string(Error(place, "the value has the wrong type", remedy).what());
  };
  EXPECT_EQ(error_in("{}"), wrong("rule.shares", "Give a list of shares: [ ... ]"));
  EXPECT_EQ(error_in("[1]"), wrong("rule.shares[0]", "Give an object: { ... }"));
  EXPECT_EQ(error_in(R"([{"passes": {}}])"), wrong("rule.shares[0].passes", "Give a list: [ ... ]"));
  EXPECT_EQ(error_in(R"([{"passes": ["all"]}])"),
            wrong("rule.shares[0].passes[0]", "Give an object: { ... }"));
  EXPECT_EQ(error_in(R"([{"passes": [{}], "normaliser": 1}])"),
            wrong("rule.shares[0].normaliser", "Give a list: [ ... ]"));
  EXPECT_EQ(error_in(R"([{"passes": [{}], "gate": true}])"),
            wrong("rule.shares[0].gate", "Choose one of: none, positive, negative, sign"));
  EXPECT_EQ(error_in(R"([{"passes": [{}], "coefficient": "1"}])"),
            wrong("rule.shares[0].coefficient", "Give a number from -1e6 to 1e6"));
}

TEST(custom_rule, refuses_a_coefficient_out_of_range) {
  EXPECT_EQ(error_in(R"([{"passes": [{}], "coefficient": 1000001}])"),
            Error("rule.shares[0].coefficient", "1000001 is out of range", "Give a number from -1e6 to 1e6")
                .what());
  EXPECT_EQ(error_in(R"([{"passes": [{}], "coefficient": 1e999}])"),
            Error("rule.shares", "a number is too large", "Give numbers from -1e6 to 1e6").what());
}

TEST(custom_rule, points_at_the_character_where_json_ends) {
  EXPECT_EQ(error_in(R"([{"passes" [{}]}])"), Error("rule.shares", "the text is no JSON from character 12 on",
                                                    "Write a list of shares: [ { \"passes\": [ { ... } ] } ]")
                                                  .what());
  EXPECT_NE(error_in("").find("character 1 on"), std::string::npos);
}

std::string alpha_beta_error(double alpha, double beta, bool conserving) {
  Settings settings;
  settings.set("alpha", alpha);
  settings.set("beta", beta);
  settings.set("conserving", conserving);
  return error_text([&] { rule_of("alpha_beta", settings); });
}

TEST(alpha_beta_rule, insists_on_conservation_unless_told_otherwise) {
  EXPECT_EQ(alpha_beta_error(1.3, 0.3, true), "");
  EXPECT_EQ(alpha_beta_error(1, 0, true), "");
  EXPECT_EQ(alpha_beta_error(2, 1.5, true),
            Error("rule.beta", "alpha − beta is 0.5 and not 1, so that feedback would not be conserved",
                  "Set beta to 1, or conserving to false")
                .what());
  EXPECT_EQ(alpha_beta_error(0.5, 0.5, true),
            Error("rule.beta", "alpha − beta is 0 and not 1, so that feedback would not be conserved",
                  "Set alpha to 1.5, or conserving to false")
                .what());
  EXPECT_EQ(alpha_beta_error(2, 1.5, false), "");
}

TEST(hebbian_and_oja_rules, hand_feedback_down_as_epsilon_does) {
  Settings settings;
  settings.set("epsilon", 0.05);
  for (const auto& [name, share] :
       {std::pair{"hebbian", ParameterShare::hebbian}, std::pair{"oja", ParameterShare::oja}}) {
    const auto expected = rule_of("epsilon", settings);
    expected->parameter_share = share;
    expect_same(*rule_of(name, settings), *expected);
  }
}

}  // namespace
}  // namespace lfp::test::custom_rule_test
