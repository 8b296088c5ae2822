#include "core/inspection/account.h"

#include "core/lockstep/lockstep.h"
#include "core/snapshot/ledger.h"
#include "tests/support/naive_rules.h"
#include "tests/support/network_pass.h"
#include "tests/support/random_layer.h"
#include "tests/support/small_experiment.h"

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

namespace lfp::test::account_test {
namespace {

using Whole = std::int64_t;

Ledger ledger_of(const NetworkCase& given, const RunSpec& run) {
  test::NetworkPass passed = test::pass_network(given, run);
  const auto pass = make_backward_pass(run, given.network, given.task, "runs[0]");
  return ledger_of(*pass, given.network, passed.trace, given.input.rows());
}

double sum_of_parts(const LedgerRow& row) {
  return row.passed_on + row.past_block + row.bias_share + row.epsilon_leak + row.off_units + row.rule;
}

NetworkCase three_dense_layers() {
  return network_case(network_spec({dense_spec(7, "relu"), dense_spec(6, "tanh"), dense_spec(3, "")}),
                      Shape{5}, 4, 21);
}

class ledger_of_a_rule : public testing::TestWithParam<test::RuleCase> {};

/// The layer of a block with what went in and what came down, for slow loops.
test::NaiveLayer naive_block(const NetworkCase& given, const Trace& trace, std::size_t block) {
  const std::size_t index = given.network.index_of(block);
  const Parameters& own = given.network.block(block).parameters();
  return {.connections = test::dense_connections(own.weight.cols(), own.weight.rows()),
          .weight = own.weight,
          .bias = own.bias,
          .input = Network::input_of(trace, index),
          .feedback = given.network.feedback_at_output(trace, index)};
}

TEST_P(ledger_of_a_rule, follows_its_definition_in_dense_layers) {
  const test::RuleCase& rule = GetParam();
  RunSpec run;
  run.rule = rule.choice;
  const NetworkCase given = three_dense_layers();
  const Ledger ledger = ledger_of(given, run);
  const Trace trace = test::pass_network(given, run).trace;
  const double samples = 4;
  for (std::size_t b = 0; b < 3; ++b) {
    const test::NaiveLayer layer = naive_block(given, trace, b);
    LedgerRow expected;
    for (Index n = 0; n < 4; ++n)
      for (Index j = 0; j < layer.outputs(); ++j) {
        const double feedback = layer.feedback(n, j);
        const test::NaiveShares shares = rule.rule(layer.sight(n, j));
        expected.arriving += feedback / samples;
        for (const double share : shares.inputs) expected.passed_on += share * feedback / samples;
        expected.bias_share += shares.bias * feedback / samples;
        expected.epsilon_leak +=
            feedback * rule.epsilon / (std::abs(layer.sight(n, j).z()) + rule.epsilon) / samples;
      }
    EXPECT_NEAR(ledger[b].arriving, expected.arriving, 1e-12);
    EXPECT_NEAR(ledger[b].passed_on, expected.passed_on, 1e-10) << "layer " << b + 1;
    EXPECT_NEAR(ledger[b].bias_share, expected.bias_share, 1e-10) << "layer " << b + 1;
    EXPECT_NEAR(sum_of_parts(ledger[b]), ledger[b].arriving, 1e-10) << "layer " << b + 1;
    const bool is_epsilon =
        rule.name == "epsilon" || rule.name == "zero" || rule.name == "hebbian" || rule.name == "oja";
    if (is_epsilon) {
      EXPECT_NEAR(ledger[b].epsilon_leak, expected.epsilon_leak, 1e-12);
    }
    if (is_epsilon) {
      EXPECT_EQ(ledger[b].rule, 0.0) << "nothing is left over to be told";
    }
  }
}

INSTANTIATE_TEST_SUITE_P(rules, ledger_of_a_rule, testing::ValuesIn(test::rule_cases()),
                         [](const auto& given) { return given.param.name; });

TEST(a_ledger, hands_each_layer_what_the_layer_above_has_passed_on) {
  const Ledger ledger = ledger_of(three_dense_layers(), test::lfp_run("epsilon", {{"epsilon", 0.05}}));
  EXPECT_NEAR(ledger[1].arriving, ledger[2].passed_on, 1e-12);
  EXPECT_NEAR(ledger[0].arriving, ledger[1].passed_on, 1e-12);
}

TEST(a_ledger, tells_what_epsilon_alone_keeps_of_rules_that_lose_for_other_reasons) {
  const NetworkCase given = three_dense_layers();
  const Ledger with = ledger_of(given, test::lfp_run("z_plus_z_minus", {{"epsilon", 0.05}}));
  const Ledger without = ledger_of(given, test::lfp_run("z_plus_z_minus", {{"epsilon", 1e-9}}));
  const LedgerRow& top = with.back();
  EXPECT_NEAR(top.epsilon_leak,
              without.back().passed_on + without.back().bias_share - top.passed_on - top.bias_share, 1e-8);
  EXPECT_NEAR(without.back().epsilon_leak, 0.0, 1e-8);
  EXPECT_GT(std::abs(without.back().rule), 1e-6) << "opposite contributions cancel";
}

TEST(a_ledger, loses_the_feedback_of_units_that_have_nothing_to_share_by) {
  // Without bias, and with inputs that are all zero, a dense layer hands nothing down.
  NetworkCase given = network_case(
      network_spec({layer_spec("dense", {{"units", Whole{4}}, {"bias", false}}), dense_spec(2, "")}),
      Shape{3}, 2, 5);
  given.input.setZero();
  const Ledger ledger = ledger_of(given, test::lfp_run("flat", {{"epsilon", 0.01}}));
  EXPECT_NEAR(ledger[1].off_units, 0.0, 1e-12) << "by LFP-flat there is always something to share by";
  RunSpec run = test::lfp_run("flat", {{"epsilon", 0.01}});
  run.composite = {{.layer = 1, .rule = test::choose("epsilon")}};
  const Ledger mixed = ledger_of(given, run);
  EXPECT_GT(std::abs(mixed[0].arriving), 1e-9);
  EXPECT_NEAR(mixed[0].off_units, mixed[0].arriving, 1e-12);
  EXPECT_NEAR(mixed[0].passed_on, 0.0, 1e-12);
}

struct Kind {
  std::string name;
  std::vector<LayerSpec> layers;
};

std::vector<Kind> kinds() {
  const auto conv = [](const char* activation) {
    return layer_spec("conv2d", {{"channels", Whole{3}}, {"padding", Whole{1}}}, activation);
  };
  return {
      {"convolution", {conv("relu"), layer_spec("max_pool"), layer_spec("flatten"), dense_spec(2, "")}},
      {"average_pool", {conv("relu"), layer_spec("average_pool"), dense_spec(2, "")}},
      {"batch_norm", {conv(""), layer_spec("batch_norm", {}, "relu"), dense_spec(2, "")}},
      {"dropout", {dense_spec(8, "relu"), layer_spec("dropout"), dense_spec(2, "")}},
      {"residual",
       {conv("relu"), conv("relu"), conv(""), layer_spec("residual", {{"span", Whole{2}}}, "relu"),
        dense_spec(2, "")}},
      {"projection",
       {conv("relu"), layer_spec("conv2d", {{"channels", Whole{5}}, {"padding", Whole{1}}}, ""),
        layer_spec("residual", {{"span", Whole{1}}}, "relu"), dense_spec(2, "")}},
  };
}

class ledger_of_a_network : public testing::TestWithParam<std::tuple<std::size_t, bool, bool>> {};

TEST_P(ledger_of_a_network, tells_where_all_of_it_goes) {
  const auto& [kind, is_gradient, is_training] = GetParam();
  NetworkCase given =
      network_case(network_spec(kinds()[kind].layers), Shape{.channels = 2, .height = 4, .width = 4}, 3, 11);
  given.training = is_training;
  const RunSpec run = is_gradient ? test::gradient_run() : test::lfp_run("epsilon", {{"epsilon", 0.02}});
  const Ledger ledger = ledger_of(given, run);
  const Trace trace = test::pass_network(given, run).trace;
  const auto pass = make_backward_pass(run, given.network, given.task, "runs[0]");
  for (std::size_t b = 0; b < ledger.size(); ++b) {
    EXPECT_NEAR(ledger[b].arriving, pass->unit_feedback(given.network, trace, b).sum() / 3.0, 1e-10);
    EXPECT_NEAR(sum_of_parts(ledger[b]), ledger[b].arriving, 1e-9) << "layer " << b + 1;
    const bool is_linear = dynamic_cast<const LinearLayer*>(&given.network.block(b)) != nullptr;
    if (is_linear) {
      EXPECT_EQ(ledger[b].rule, 0.0) << "layer " << b + 1;
    }
    if (is_gradient) {
      EXPECT_NEAR(ledger[b].epsilon_leak, 0.0, 1e-12);
    }
  }
  const bool is_residual = kind >= 4;
  const double past =
      std::accumulate(ledger.begin(), ledger.end(), 0.0,
                      [](double sum, const LedgerRow& row) { return sum + std::abs(row.past_block); });
  EXPECT_EQ(past > 0, is_residual);
}

INSTANTIATE_TEST_SUITE_P(kinds, ledger_of_a_network,
                         testing::Combine(testing::Range<std::size_t>(0, 6), testing::Bool(),
                                          testing::Bool()),
                         [](const auto& given) {
                           return kinds()[std::get<0>(given.param)].name +
                                  (std::get<1>(given.param) ? "_gradient" : "_lfp") +
                                  (std::get<2>(given.param) ? "_training" : "");
                         });

TEST(a_ledger_through_time, tells_where_all_of_it_goes) {
  NetworkSpec spec = network_spec(
      {layer_spec("lif_dense", {{"units", Whole{8}}}), layer_spec("lif_dense", {{"units", Whole{2}}})});
  spec.steps = 5;
  const NetworkCase given = network_case(spec, Shape{4}, 3, 8);
  RunSpec run = test::lfp_run("epsilon", {{"epsilon", 0.01}});
  run.feedback = test::choose("snn_rate_coded");
  for (const LedgerRow& row : ledger_of(given, run)) EXPECT_NEAR(sum_of_parts(row), row.arriving, 1e-10);
}

TEST(a_snapshot, holds_ledgers_of_the_shown_sample_and_of_the_newest_batch) {
  Lockstep lockstep = test::start(test::small_experiment());
  lockstep.advance(3);
  const auto bare = lockstep.snapshot({});
  EXPECT_TRUE(bare->runs[0].sample_ledger.empty());
  EXPECT_TRUE(bare->runs[0].batch_ledger.empty());
  Interest interest;
  interest.sample = true;
  interest.sample_index = 5;
  interest.sample_ledger = true;
  interest.batch_ledger = true;
  for (int phase = 0; phase < 5; ++phase) lockstep.next_phase();  // to before the update
  const auto snapshot = lockstep.snapshot(interest);
  for (const RunSnapshot& run : snapshot->runs) {
    ASSERT_EQ(run.sample_ledger.size(), 3U);
    ASSERT_EQ(run.batch_ledger.size(), 3U);
    for (std::size_t l = 0; l < 3; ++l) {
      const auto total = [](const std::vector<float>& values) {
        return std::accumulate(values.begin(), values.end(), 0.0);
      };
      EXPECT_NEAR(run.sample_ledger[l].arriving, total(run.sample->feedback[l]), 1e-5);
      EXPECT_NEAR(run.batch_ledger[l].arriving, total(run.layers[l].feedback), 1e-5)
          << "in the middle of a step, the batch in work";
    }
  }
}

TEST(looking_at_ledgers, changes_nothing_in_training) {
  Lockstep watched = test::start(test::small_experiment());
  Lockstep alone = test::start(test::small_experiment());
  Interest interest;
  interest.sample_ledger = true;
  interest.batch_ledger = true;
  interest.look_at({.layer = 1, .unit = 2, .input = 3});
  watched.watch(interest.inspected_items());
  for (int step = 0; step < 8; ++step) {
    watched.next_phase();
    watched.next_phase();
    watched.snapshot(interest);
    watched.advance(1);
    watched.snapshot(interest);
    alone.advance(1);
  }
  EXPECT_EQ(watched.signature(), alone.signature());
}

}  // namespace
}  // namespace lfp::test::account_test
