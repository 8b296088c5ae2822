#include "core/inspection/inspect_unit.h"

#include "core/snapshot/inspection.h"
#include "tests/support/naive_rules.h"
#include "tests/support/passed_sample.h"
#include "tests/support/random_layer.h"

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

namespace lfp::test::inspect_unit_test {
namespace {

using Whole = std::int64_t;

double sum_of_shares(const UnitInspection& unit) {
  double sum = unit.bias_share + unit.epsilon_leak + unit.handed_past + unit.rest;
  for (const IncomingTerm& term : unit.terms) sum += term.share;
  return sum;
}

double sum_of_outgoing(const UnitInspection& unit) {
  return std::accumulate(unit.outgoing.begin(), unit.outgoing.end(), unit.past_block,
                         [](double sum, const OutgoingShare& share) { return sum + share.share; });
}

class inspection_by_a_rule : public testing::TestWithParam<test::RuleCase> {};

TEST_P(inspection_by_a_rule, tells_each_inputs_share_as_its_definition_does) {
  RunSpec run;
  run.rule = GetParam().choice;
  Passed passed(three_dense_layers(), run);
  const UnitInspection unit = passed.inspect(1, 4);
  const Network& network = passed.given.network;
  const Parameters& own = network.block(1).parameters();
  const Matrix& input = Network::input_of(passed.trace, network.index_of(1));
  const double feedback = network.feedback_at_output(passed.trace, network.index_of(1))(0, 4);
  test::NaiveSight seen{.x = {}, .w = {}, .b = own.bias[4]};
  for (Index i = 0; i < 7; ++i) {
    seen.x.push_back(input(0, i));
    seen.w.push_back(own.weight(4, i));
  }
  const test::NaiveShares shares = GetParam().rule(seen);
  ASSERT_EQ(unit.terms.size(), 7U);
  EXPECT_TRUE(unit.is_plain);
  EXPECT_NEAR(unit.pre_activation, seen.z(), 1e-12);
  EXPECT_NEAR(unit.activation, std::tanh(seen.z()), 1e-12);
  EXPECT_NEAR(unit.feedback, feedback, 1e-12);
  for (std::size_t i = 0; i < 7; ++i) {
    EXPECT_NEAR(unit.terms[i].activation, seen.x[i], 1e-12);
    EXPECT_NEAR(unit.terms[i].weight, seen.w[i], 1e-12);
    EXPECT_NEAR(unit.terms[i].share, shares.inputs[i] * feedback, 1e-10) << i;
  }
  EXPECT_NEAR(unit.bias_share, shares.bias * feedback, 1e-10);
  EXPECT_NEAR(sum_of_shares(unit), unit.feedback, 1e-10);
}

TEST_P(inspection_by_a_rule, tells_which_unit_above_has_handed_down_what) {
  RunSpec run;
  run.rule = GetParam().choice;
  Passed passed(three_dense_layers(), run);
  const UnitInspection unit = passed.inspect(1, 2);
  const Network& network = passed.given.network;
  const Parameters& above = network.block(2).parameters();
  const Matrix& input = Network::input_of(passed.trace, network.index_of(2));
  ASSERT_EQ(unit.outgoing.size(), 3U);
  for (Index k = 0; k < 3; ++k) {
    test::NaiveSight seen{.x = {}, .w = {}, .b = above.bias[k]};
    for (Index i = 0; i < 6; ++i) {
      seen.x.push_back(input(0, i));
      seen.w.push_back(above.weight(k, i));
    }
    const OutgoingShare& share = unit.outgoing[static_cast<std::size_t>(k)];
    EXPECT_NEAR(share.weight, above.weight(k, 2), 1e-12);
    EXPECT_NEAR(share.pre_activation, seen.z(), 1e-12);
    EXPECT_NEAR(share.feedback, passed.trace.output_feedback(0, k), 1e-12);
    EXPECT_NEAR(share.share, GetParam().rule(seen).inputs[2] * share.feedback, 1e-10);
  }
  EXPECT_NEAR(sum_of_outgoing(unit), unit.feedback, 1e-10);
}

INSTANTIATE_TEST_SUITE_P(rules, inspection_by_a_rule, testing::ValuesIn(test::rule_cases()),
                         [](const auto& given) { return given.param.name; });

TEST(inspecting_an_input, tells_what_comes_down_to_it) {
  Passed passed(three_dense_layers(), test::lfp_run("epsilon", {{"epsilon", 0.01}}));
  const UnitInspection unit = passed.inspect(-1, 3);
  EXPECT_TRUE(unit.terms.empty());
  EXPECT_EQ(unit.outgoing.size(), 7U);
  EXPECT_NEAR(unit.feedback, passed.trace.layers.front().feedback(0, 3), 1e-12);
}

TEST(inspecting_an_output, finds_nothing_above) {
  Passed passed(three_dense_layers(), test::lfp_run("epsilon"));
  const UnitInspection unit = passed.inspect(2, 0);
  EXPECT_TRUE(unit.outgoing.empty());
  EXPECT_NEAR(unit.past_block, 0.0, 1e-12);
}

TEST(inspecting_a_gradient_run, shares_z_times_the_derivative) {
  Passed passed(three_dense_layers(), test::gradient_run());
  const UnitInspection unit = passed.inspect(2, 1);
  const double delta = passed.trace.output_feedback(0, 1);
  EXPECT_NEAR(unit.feedback, unit.pre_activation * delta, 1e-12);
  for (const IncomingTerm& term : unit.terms)
    EXPECT_NEAR(term.share, term.activation * term.weight * delta, 1e-12);
  EXPECT_NEAR(unit.bias_share, unit.bias * delta, 1e-12);
  EXPECT_NEAR(sum_of_shares(unit), unit.feedback, 1e-12);
  EXPECT_NEAR(unit.epsilon_leak, 0.0, 1e-15);
}

class inspection_of_images : public testing::TestWithParam<bool> {};

TEST_P(inspection_of_images, adds_up_over_the_positions_of_a_channel) {
  const std::vector<LayerSpec> layers{
      layer_spec("conv2d", {{"channels", Whole{3}}, {"padding", Whole{1}}}, "relu"), layer_spec("max_pool"),
      layer_spec("conv2d", {{"channels", Whole{2}}}, ""), layer_spec("flatten"), dense_spec(2, "")};
  Passed passed(network_case(network_spec(layers), Shape{.channels = 2, .height = 8, .width = 8}, 1, 31),
                GetParam() ? test::gradient_run() : test::lfp_run("epsilon", {{"epsilon", 0.02}}));
  for (const int layer : {0, 1, 2, 3}) {
    const UnitInspection unit = passed.inspect(layer, 1);
    EXPECT_NEAR(sum_of_shares(unit), unit.feedback, 1e-10) << layer;
    EXPECT_FALSE(unit.is_plain) << layer;
    EXPECT_EQ(unit.has_weights, layer == 0 || layer == 2) << layer;
    if (!GetParam()) {
      EXPECT_NEAR(sum_of_outgoing(unit), unit.feedback, 1e-10) << layer;
    }
  }
  const UnitInspection unit = passed.inspect(2, 1);
  EXPECT_EQ(unit.terms.size(), 27U) << "a term for each weight of the kernel";
  double z = unit.bias * 4;
  for (const IncomingTerm& term : unit.terms) z += term.activation * term.weight;
  EXPECT_NEAR(z, unit.pre_activation, 1e-10) << "2 x 2 positions";
  EXPECT_EQ(passed.inspect(0, 0).outgoing.size(), 3U) << "each channel is pooled by itself";
}

TEST_P(inspection_of_images, tells_the_share_of_each_value_of_the_image) {
  const std::vector<LayerSpec> layers{
      layer_spec("conv2d", {{"channels", Whole{3}}, {"padding", Whole{1}}}, "relu"), layer_spec("max_pool"),
      layer_spec("flatten"), dense_spec(2, "")};
  Passed passed(network_case(network_spec(layers), Shape{.channels = 2, .height = 8, .width = 8}, 1, 31),
                GetParam() ? test::gradient_run() : test::lfp_run("epsilon", {{"epsilon", 0.02}}));
  const Network& network = passed.given.network;
  for (const int layer : {0, 1}) {
    const auto block = static_cast<std::size_t>(layer);
    const Shape& input = network.block(block).input_shape();
    for (int unit = 0; unit < 3; ++unit) {
      const UnitInspection seen = passed.inspect(layer, unit);
      ASSERT_EQ(std::ssize(seen.value_shares), input.size());
      double sum = 0;
      for (const float share : seen.value_shares) sum += static_cast<double>(share);
      EXPECT_NEAR(sum, seen.handed_down(), 1e-5) << layer;
    }
  }
  EXPECT_TRUE(passed.inspect(3, 1).value_shares.empty()) << "flattened, it is no image any more";
}

INSTANTIATE_TEST_SUITE_P(methods, inspection_of_images, testing::Bool(),
                         [](const auto& given) { return given.param ? "gradient" : "lfp"; });

TEST(inspecting_a_window, that_covers_padding_shares_with_what_it_sees) {
  const std::vector<LayerSpec> layers{
      layer_spec("conv2d", {{"channels", Whole{4}}, {"padding", Whole{1}}}, "relu"),
      layer_spec("conv2d", {{"channels", Whole{2}}, {"stride", Whole{3}}, {"padding", Whole{1}}}, "relu"),
      layer_spec("flatten"), dense_spec(2, "")};
  constexpr double epsilon = 0.02;
  Passed passed(network_case(network_spec(layers), Shape{.channels = 1, .height = 3, .width = 3}, 1, 5),
                test::lfp_run("epsilon", {{"epsilon", epsilon}}));
  const Network& network = passed.given.network;
  ASSERT_EQ(network.block(1).input_shape().size(), network.block(1).parameters().weight.cols());
  const Matrix& input = Network::input_of(passed.trace, network.index_of(1));
  for (int channel = 0; channel < 2; ++channel) {
    const UnitInspection unit = passed.inspect(1, channel);
    ASSERT_EQ(unit.terms.size(), 36U);
    const double z = unit.pre_activation;
    for (std::size_t i = 0; i < 36; ++i) {
      const auto place = static_cast<Index>(i);
      const Index row = place % 9 / 3 - 1;
      const Index column = place % 3 - 1;
      const bool is_padding = row < 0 || column < 0;
      const double seen = is_padding ? 0.0 : static_cast<double>(input(0, place / 9 * 9 + row * 3 + column));
      EXPECT_NEAR(unit.terms[i].activation, seen, 1e-12) << i;
      const double share = seen * unit.terms[i].weight * unit.feedback / (z + (z < 0 ? -epsilon : epsilon));
      EXPECT_NEAR(unit.terms[i].share, share, 1e-10) << i;
    }
  }
}

TEST(inspecting_spiking_neurons, adds_up_over_the_time_steps) {
  NetworkSpec spec = network_spec(
      {layer_spec("lif_dense", {{"units", Whole{8}}}), layer_spec("lif_dense", {{"units", Whole{2}}})});
  spec.steps = 5;
  RunSpec run = test::lfp_run("epsilon", {{"epsilon", 0.01}});
  run.feedback = test::choose("snn_rate_coded");
  Passed passed(network_case(spec, Shape{4}, 1, 8), run);
  for (int unit = 0; unit < 8; ++unit) {
    const UnitInspection seen = passed.inspect(0, unit);
    EXPECT_NEAR(sum_of_shares(seen), seen.feedback, 1e-10);
    EXPECT_NEAR(sum_of_outgoing(seen), seen.feedback, 1e-10);
    EXPECT_TRUE(seen.has_weights);
    EXPECT_FALSE(seen.is_plain) << "the formula does not hold for sums over time";
  }
}

}  // namespace
}  // namespace lfp::test::inspect_unit_test
