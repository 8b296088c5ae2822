#include "core/inspection/what_if.h"

#include "core/layers/window.h"
#include "core/lockstep/lockstep.h"
#include "tests/support/naive_layers.h"
#include "tests/support/naive_rules.h"
#include "tests/support/naive_spiking.h"
#include "tests/support/passed_sample.h"
#include "tests/support/small_experiment.h"

#include <cmath>

#include <gtest/gtest.h>

namespace lfp::test::what_if_test {
namespace {

using Whole = std::int64_t;

/// Of the dense layer in the middle.
constexpr InspectedItem dense_weight{.layer = 1, .unit = 4, .input = 2};

NetworkSpec in_time(NetworkSpec spec, std::int64_t steps) {
  spec.steps = steps;
  return spec;
}

/// A network of one sample, one layer of which is asked about.
struct Asked {
  std::string name;
  NetworkSpec spec;
  Shape input;
  int layer = 1;

  NetworkCase make() const { return network_case(spec, input, 1, 17); }
};

Asked dense_asked() {
  return {.name = "dense", .spec = test::three_dense_layers_spec(), .input = Shape{5}, .layer = 1};
}

Asked convolution_asked() {
  return {.name = "convolution",
          .spec = network_spec({layer_spec("conv2d", {{"channels", Whole{3}}}, "relu"),
                                layer_spec("conv2d", {{"channels", Whole{2}}, {"padding", Whole{1}}}, "tanh"),
                                layer_spec("max_pool"), layer_spec("flatten"), test::dense_spec(2, "")}),
          .input = Shape{.channels = 2, .height = 8, .width = 8},
          .layer = 1};
}

Asked spiking_asked() {
  return {.name = "spiking",
          .spec = in_time(network_spec({layer_spec("lif_dense", {{"units", Whole{9}}, {"threshold", 0.3}}),
                                        layer_spec("lif_dense", {{"units", Whole{8}}, {"threshold", 0.3}}),
                                        layer_spec("lif_dense", {{"units", Whole{2}}, {"threshold", 0.2}})}),
                          6),
          .input = Shape{4},
          .layer = 1};
}

Asked spiking_convolution_asked() {
  return {
      .name = "spiking_convolution",
      .spec = in_time(network_spec({layer_spec("lif_conv2d", {{"channels", Whole{3}}, {"threshold", 0.3}}),
                                    layer_spec("flatten"),
                                    layer_spec("lif_dense", {{"units", Whole{2}}, {"threshold", 0.2}})}),
                      5),
      .input = Shape{.channels = 1, .height = 6, .width = 6},
      .layer = 0};
}

Asked batch_norm_asked() {
  return {.name = "batch_norm",
          .spec = network_spec({layer_spec("conv2d", {{"channels", Whole{3}}}),
                                layer_spec("batch_norm", {}, "relu"), layer_spec("flatten"),
                                test::dense_spec(2, "")}),
          .input = Shape{.channels = 1, .height = 6, .width = 6},
          .layer = 1};
}

Asked projection_asked() {
  return {
      .name = "projection",
      .spec = network_spec({test::dense_spec(5, "relu"), test::dense_spec(7, "tanh"),
                            layer_spec("residual", {{"span", Whole{1}}}, "relu"), test::dense_spec(2, "")}),
      .input = Shape{4},
      .layer = 2};
}

RunSpec run_for(const Asked& asked, bool is_gradient) {
  RunSpec run = is_gradient ? test::gradient_run() : test::lfp_run("epsilon", {{"epsilon", 0.02}});
  const bool is_spiking = asked.spec.layers.back().kind.name == "lif_dense";
  if (is_spiking && !is_gradient) run.feedback = test::choose("snn_rate_coded");
  if (is_spiking) run.surrogate = "arctan";
  return run;
}

/// The weight of its layer that the sample moves most.
InspectedItem liveliest(const Asked& asked, const Passed& passed) {
  const auto feedback = test::pass_network(passed.given, passed.run).feedback;
  InspectedItem item{.layer = asked.layer, .unit = 0, .input = 0};
  const Scalar largest = feedback[static_cast<std::size_t>(asked.layer)].weight.cwiseAbs().maxCoeff(
      &item.unit, &item.input.emplace());
  EXPECT_GT(largest, 1e-6) << "else the test says nothing";
  return item;
}

SupposedOutcome ask(const Passed& passed, const Asked& asked, const Supposition& supposed,
                    const InspectedItem& item) {
  return what_if(supposed, passed.given.network, asked.spec, passed.run, passed.given.task, passed.trace,
                 item);
}

void expect_same(const SupposedOutcome& outcome, const UnitInspection& unit, double feedback) {
  EXPECT_NEAR(outcome.unit.pre_activation, unit.pre_activation, 1e-12);
  EXPECT_NEAR(outcome.unit.activation, unit.activation, 1e-12);
  EXPECT_NEAR(outcome.unit.feedback, unit.feedback, 1e-12);
  EXPECT_NEAR(outcome.unit.bias_share, unit.bias_share, 1e-12);
  EXPECT_NEAR(outcome.unit.epsilon_leak, unit.epsilon_leak, 1e-12);
  EXPECT_NEAR(outcome.unit.rest, unit.rest, 1e-12);
  EXPECT_NEAR(outcome.unit.handed_past, unit.handed_past, 1e-12);
  EXPECT_NEAR(outcome.unit.parameter_share, unit.parameter_share, 1e-12);
  ASSERT_EQ(outcome.unit.terms.size(), unit.terms.size());
  for (std::size_t i = 0; i < unit.terms.size(); ++i) {
    EXPECT_NEAR(outcome.unit.terms[i].share, unit.terms[i].share, 1e-12) << i;
    EXPECT_NEAR(outcome.unit.terms[i].weight, unit.terms[i].weight, 1e-12) << i;
  }
  EXPECT_NEAR(outcome.sample_feedback, feedback, 1e-12);
}

/// What a network says of `item` where what arrives at its layer is `held`, whatever lies above.
struct HeldAnswer {
  UnitInspection unit;
  double feedback = 0;
};

HeldAnswer answer_of(NetworkCase& given, const RunSpec& run, const InspectedItem& item, const Matrix& held) {
  given.training = false;
  const auto block = static_cast<std::size_t>(item.layer);
  const Network& network = given.network;
  Trace trace = given.up();
  const std::size_t index = network.index_of(block);
  Matrix& arriving = network.feedback_at_output(trace, index);
  arriving = held;
  const auto pass = make_backward_pass(run, network, given.task, "run");
  HeldAnswer answer{.unit = inspect_unit(*pass, network, trace, item), .feedback = 0};
  Parameters moved = test::zeros_like(network.block(block).parameters());
  pass->pass(network, block, network.block(block),
             {.input = Network::input_of(trace, index),
              .trace = trace.layers[index],
              .arriving = arriving,
              .to_input = true,
              .parameter_feedback = &moved});
  answer.feedback = *item.input < 0 ? moved.bias[item.unit] : moved.weight(item.unit, *item.input);
  return answer;
}

using Given = std::tuple<Asked, bool>;
class what_if_another_parameter : public testing::TestWithParam<Given> {};

TEST_P(what_if_another_parameter, is_what_the_same_network_with_that_parameter_says) {
  const auto& [asked, is_gradient] = GetParam();
  const RunSpec run = run_for(asked, is_gradient);
  const Passed passed(asked.make(), run);
  const Network& network = passed.given.network;
  const auto block = static_cast<std::size_t>(asked.layer);
  const InspectedItem weight = liveliest(asked, passed);
  const Matrix held = network.feedback_at_output(passed.trace, network.index_of(block));
  for (const double value : {0.8, -0.35, 0.0}) {
    NetworkCase other = asked.make();
    other.network.block(block).parameters().weight(weight.unit, *weight.input) = value;
    const HeldAnswer expected = answer_of(other, run, weight, held);
    expect_same(ask(passed, asked, {.weight = value}, weight), expected.unit, expected.feedback);
  }
  const InspectedItem bias{.layer = asked.layer, .unit = weight.unit, .input = -1};
  if (network.block(block).parameters().bias.size() == 0) return;
  NetworkCase other = asked.make();
  other.network.block(block).parameters().bias[bias.unit] = 0.45;
  const HeldAnswer expected = answer_of(other, run, bias, held);
  expect_same(ask(passed, asked, {.bias = 0.45}, bias), expected.unit, expected.feedback);
}

TEST_P(what_if_another_parameter, gives_the_real_numbers_for_the_real_parameter) {
  const auto& [asked, is_gradient] = GetParam();
  Passed passed(asked.make(), run_for(asked, is_gradient));
  const InspectedItem weight = liveliest(asked, passed);
  const UnitInspection unit = inspect_unit(*passed.pass, passed.given.network, passed.trace, weight);
  const double feedback = test::pass_network(passed.given, passed.run)
                              .feedback[static_cast<std::size_t>(asked.layer)]
                              .weight(weight.unit, *weight.input);
  expect_same(ask(passed, asked, {}, weight), unit, feedback);
}

TEST_P(what_if_another_parameter, lets_all_parts_of_the_feedback_grow_alike) {
  const auto& [asked, is_gradient] = GetParam();
  const Passed passed(asked.make(), run_for(asked, is_gradient));
  const InspectedItem weight = liveliest(asked, passed);
  const SupposedOutcome real = ask(passed, asked, {}, weight);
  const SupposedOutcome more = ask(passed, asked, {.feedback = 3 * real.unit.feedback}, weight);
  EXPECT_NEAR(more.unit.feedback, 3 * real.unit.feedback, 1e-11);
  for (std::size_t i = 0; i < real.unit.terms.size(); ++i)
    EXPECT_NEAR(more.unit.terms[i].share, 3 * real.unit.terms[i].share, 1e-11);
  EXPECT_NEAR(more.sample_feedback, 3 * real.sample_feedback, 1e-11);
}

INSTANTIATE_TEST_SUITE_P(layers, what_if_another_parameter,
                         testing::Combine(testing::Values(dense_asked(), convolution_asked(), spiking_asked(),
                                                          spiking_convolution_asked(), batch_norm_asked(),
                                                          projection_asked()),
                                          testing::Bool()),
                         [](const auto& given) {
                           return std::get<0>(given.param).name +
                                  (std::get<1>(given.param) ? "_by_gradient" : "_by_lfp");
                         });

class what_if_by_a_rule : public testing::TestWithParam<test::RuleCase> {};

TEST_P(what_if_by_a_rule, shares_as_its_definition_does) {
  RunSpec run;
  run.rule = GetParam().choice;
  const Asked asked = dense_asked();
  const Passed passed(asked.make(), run);
  const Network& network = passed.given.network;
  const Parameters& own = network.block(1).parameters();
  const Matrix& input = Network::input_of(passed.trace, network.index_of(1));
  test::NaiveSight seen{.x = {}, .w = {}, .b = -0.4};
  for (Index i = 0; i < 7; ++i) {
    seen.x.push_back(input(0, i));
    seen.w.push_back(own.weight(4, i));
  }
  seen.x[2] = 1.5;
  seen.w[2] = -0.7;
  const test::NaiveShares shares = GetParam().rule(seen);
  const SupposedOutcome outcome =
      ask(passed, asked, {.activation = 1.5, .weight = -0.7, .bias = -0.4, .feedback = 2.5}, dense_weight);
  EXPECT_NEAR(outcome.unit.pre_activation, seen.z(), 1e-12);
  EXPECT_NEAR(outcome.unit.activation, std::tanh(seen.z()), 1e-12);
  EXPECT_NEAR(outcome.unit.feedback, 2.5, 1e-12);
  for (std::size_t i = 0; i < 7; ++i) EXPECT_NEAR(outcome.unit.terms[i].share, shares.inputs[i] * 2.5, 1e-10);
  EXPECT_NEAR(outcome.unit.bias_share, shares.bias * 2.5, 1e-10);
}

INSTANTIATE_TEST_SUITE_P(rules, what_if_by_a_rule, testing::ValuesIn(test::rule_cases()),
                         [](const auto& given) { return given.param.name; });

TEST(what_if, follows_the_formula_with_another_epsilon_and_pre_activation) {
  const Asked asked = dense_asked();
  const Passed passed(asked.make(), run_for(asked, false));
  const SupposedOutcome real = ask(passed, asked, {}, dense_weight);
  const SupposedOutcome other = ask(passed, asked, {.pre_activation = -1.25, .epsilon = 0.5}, dense_weight);
  EXPECT_NEAR(other.unit.pre_activation, -1.25, 1e-12);
  const IncomingTerm& term = real.unit.terms[2];
  EXPECT_NEAR(other.unit.terms[2].share, term.activation * term.weight * real.unit.feedback / -1.75, 1e-12);
  // dw = lr |w| a R / (z - epsilon)
  EXPECT_NEAR(other.sample_feedback, std::abs(term.weight) * term.activation * real.unit.feedback / -1.75,
              1e-12);
}

TEST(what_if, spreads_feedback_evenly_where_none_arrives) {
  const Asked asked = dense_asked();
  Passed passed(asked.make(), run_for(asked, false));
  const Network& network = passed.given.network;
  network.feedback_at_output(passed.trace, network.index_of(1)).setZero();
  EXPECT_NEAR(ask(passed, asked, {.feedback = 0.75}, dense_weight).unit.feedback, 0.75, 1e-12);
  EXPECT_NEAR(ask(passed, asked, {}, dense_weight).unit.feedback, 0.0, 1e-15);
}

TEST(what_if, of_a_convolution_is_its_definitions_sum_over_positions) {
  const Asked asked = convolution_asked();
  const Passed passed(asked.make(), run_for(asked, false));
  const Network& network = passed.given.network;
  const std::size_t index = network.index_of(1);
  const Shape shape = network.block(1).input_shape();
  const Window window{.height = 3, .width = 3, .row_padding = 1, .column_padding = 1};
  const InspectedItem weight = liveliest(asked, passed);
  const Index unit = weight.unit;
  Parameters own = network.block(1).parameters();
  own.weight(unit, *weight.input) = -0.9;
  test::NaiveLayer naive{.connections = test::conv2d_connections(shape, 2, window),
                         .weight = own.weight,
                         .bias = own.bias,
                         .input = Network::input_of(passed.trace, index),
                         .feedback = network.feedback_at_output(passed.trace, index)};
  const auto epsilon = test::naive_epsilon(0.3);
  const Parameters moved = test::naive_parameter_feedback(naive, epsilon);
  const SupposedOutcome outcome = ask(passed, asked, {.weight = -0.9, .epsilon = 0.3}, weight);
  const Index positions = naive.outputs() / 2;
  EXPECT_NEAR(outcome.unit.pre_activation, naive.output().middleCols(unit * positions, positions).sum(),
              1e-11);
  ASSERT_EQ(outcome.unit.terms.size(), 27U);
  for (Index tap = 0; tap < 27; ++tap)
    EXPECT_NEAR(outcome.unit.terms[static_cast<std::size_t>(tap)].share,
                moved.weight(unit, tap) * sign_of(own.weight(unit, tap)), 1e-11)
        << tap;
  EXPECT_NEAR(outcome.unit.bias_share, moved.bias[unit] * sign_of(own.bias[unit]), 1e-11);
  EXPECT_NEAR(outcome.sample_feedback, moved.weight(unit, *weight.input), 1e-11);
  EXPECT_NEAR(outcome.unit.parameter_share, -moved.weight(unit, *weight.input), 1e-11);
  EXPECT_EQ(outcome.unit.positions, positions);
}

TEST(what_if, of_spiking_neurons_is_their_definitions_sum_over_time) {
  const Asked asked = spiking_asked();
  const Passed passed(asked.make(), run_for(asked, false));
  const Network& network = passed.given.network;
  const std::size_t index = network.index_of(1);
  const InspectedItem weight = liveliest(asked, passed);
  const Index unit = weight.unit;
  Parameters own = network.block(1).parameters();
  own.weight(unit, *weight.input) = 1.1;
  const test::NaiveSpiking naive{.current = {.connections = test::dense_connections(9, 8),
                                             .weight = own.weight,
                                             .bias = own.bias,
                                             .input = Network::input_of(passed.trace, index),
                                             .feedback = {}},
                                 .neuron = {.beta = 0.9, .threshold = 0.3},
                                 .steps = 6,
                                 .is_constant = false};
  Matrix arriving = Matrix::Zero(6, 8);
  arriving.col(unit) = network.feedback_at_output(passed.trace, index).col(unit);
  const test::RuleCase rule{.name = "epsilon",
                            .choice = {},
                            .rule = test::naive_epsilon(0),
                            .parameters = ParameterShare::own,
                            .epsilon = 0.3};
  const test::NaiveSpikingFeedback expected = test::naive_spiking_feedback(naive, arriving, rule);
  const SupposedOutcome outcome = ask(passed, asked, {.weight = 1.1, .epsilon = 0.3}, weight);
  EXPECT_NEAR(outcome.unit.pre_activation, naive.spikes().col(unit).sum(), 1e-12);
  ASSERT_EQ(outcome.unit.terms.size(), 9U);
  for (Index i = 0; i < 9; ++i)
    EXPECT_NEAR(outcome.unit.terms[static_cast<std::size_t>(i)].share, expected.input.col(i).sum(), 1e-11)
        << i;
  EXPECT_NEAR(outcome.sample_feedback, expected.parameters.weight(unit, *weight.input), 1e-11);
  EXPECT_NE(outcome.sample_feedback, 0.0);
  EXPECT_TRUE(outcome.unit.is_spiking);
  EXPECT_EQ(outcome.unit.steps, 6);
}

TEST(what_if, leaves_the_runs_alone_and_answers_every_question) {
  Lockstep lockstep = test::start(test::small_experiment());
  Lockstep alone = test::start(test::small_experiment());
  lockstep.advance(4);
  alone.advance(8);
  Interest interest;
  const std::vector<Supposition> asked{{.weight = 2.0}, {.epsilon = 0.5, .learning_rate = 10.0}, {}};
  interest.look_at({.layer = 1, .unit = 2, .input = 3}).suppositions = asked;
  const auto snapshot = lockstep.snapshot(interest);
  for (const RunSnapshot& run : snapshot->runs) {
    const Inspection& seen = run.inspections.at(0);
    ASSERT_EQ(seen.supposed.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(seen.supposed[i].supposed, asked[i]);
    EXPECT_EQ(seen.supposed[0].unit.terms[3].weight, 2.0);
    EXPECT_NEAR(seen.supposed[1].update, 10.0 * seen.supposed[1].sample_feedback, 1e-12);
    EXPECT_NEAR(seen.supposed[2].update, run.learning_rate * seen.parameter->sample_feedback, 1e-12);
    EXPECT_NE(seen.unit.terms[3].weight, 2.0);
  }
  lockstep.advance(4);
  EXPECT_EQ(lockstep.signature(), alone.signature());
  interest.close_looks.clear();
  interest.look_at({.layer = -1, .unit = 0}).suppositions = asked;
  EXPECT_TRUE(lockstep.snapshot(interest)->runs[0].inspections.at(0).supposed.empty())
      << "an input has nothing to edit";
}

TEST(close_looks, answer_each_item_as_if_it_were_the_only_one) {
  Lockstep lockstep = test::start(test::small_experiment());
  lockstep.advance(4);
  Interest both;
  both.look_at({.layer = 1, .unit = 2, .input = 3}).suppositions = {{.weight = 2.0}};
  both.look_at({.layer = 0, .unit = 1}).suppositions = {{.bias = 0.5}};
  both.look_at({.layer = 9, .unit = 0});
  both.look_at({.layer = 1, .unit = 2, .input = 3}).suppositions.push_back({.epsilon = 0.5});
  ASSERT_EQ(both.close_looks.size(), 3U) << "one an item";
  const auto together = lockstep.snapshot(both);
  for (std::size_t run = 0; run < together->runs.size(); ++run) {
    EXPECT_EQ(together->runs[run].inspections.size(), 2U) << "there is no layer 10";
    EXPECT_EQ(together->runs[run].inspection_of({.layer = 9, .unit = 0}), nullptr);
    for (std::size_t look = 0; look < 2; ++look) {
      Interest one;
      one.close_looks = {both.close_looks[look]};
      const auto alone = lockstep.snapshot(one);
      const Inspection& expected = alone->runs[run].inspections.at(0);
      const Inspection& seen = *together->runs[run].inspection_of(both.close_looks[look].item);
      EXPECT_EQ(seen.unit.feedback, expected.unit.feedback);
      EXPECT_EQ(seen.unit.parameter_share, expected.unit.parameter_share);
      EXPECT_EQ(seen.parameter.has_value(), expected.parameter.has_value());
      ASSERT_EQ(seen.supposed.size(), both.close_looks[look].suppositions.size());
      for (std::size_t i = 0; i < seen.supposed.size(); ++i) {
        EXPECT_EQ(seen.supposed[i].supposed, both.close_looks[look].suppositions[i]);
        EXPECT_EQ(seen.supposed[i].unit.pre_activation, expected.supposed[i].unit.pre_activation);
        EXPECT_EQ(seen.supposed[i].update, expected.supposed[i].update);
      }
    }
  }
}

TEST(the_epsilon_of_a_layer, is_that_of_its_rule) {
  RunSpec run = test::lfp_run("epsilon", {{"epsilon", 0.125}});
  run.composite = {{.layer = 2, .rule = test::choose("z_plus_z_minus", {{"epsilon", 0.25}})}};
  EXPECT_DOUBLE_EQ(*epsilon_of(run, 0), 0.125);
  EXPECT_DOUBLE_EQ(*epsilon_of(run, 1), 0.25);
  EXPECT_FALSE(epsilon_of(test::gradient_run(), 0));
}

}  // namespace
}  // namespace lfp::test::what_if_test
