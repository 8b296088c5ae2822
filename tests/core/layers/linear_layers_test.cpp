#include "core/layers/linear_layer.h"
#include "tests/support/expect_close.h"
#include "tests/support/layer_pass.h"
#include "tests/support/naive_layers.h"
#include "tests/support/naive_rules.h"

#include <set>

#include <gtest/gtest.h>

namespace lfp::test::linear_layers_test {
namespace {

constexpr Index batch = 3;

/// The same numbers for the program's layer and for the loops.
struct Both {
  std::unique_ptr<Layer> layer;
  NaiveLayer naive;
};

Both make_both(const LinearCase& linear, std::uint64_t seed) {
  auto layer = linear.make();
  if (layer->parameters().count() > 0) test::randomise(*layer, seed);
  const auto& map = dynamic_cast<const LinearLayer&>(*layer).linear_map();
  NaiveLayer naive{.connections = linear.connections,
                   .weight = map.weight,
                   .bias = map.bias,
                   .input = test::random_matrix(batch, linear.input.size(), seed),
                   .feedback = test::random_matrix(batch, layer->output_shape().size(), seed + 1)};
  return {std::move(layer), std::move(naive)};
}

class EveryLinearLayer : public testing::TestWithParam<LinearCase> {};

TEST_P(EveryLinearLayer, sums_its_contributions) {
  const Both both = make_both(GetParam(), 21);
  ASSERT_EQ(both.layer->output_shape().size(), both.naive.outputs());
  expect_close(test::pass_up(*both.layer, both.naive.input).output, both.naive.output());
}

TEST_P(EveryLinearLayer, has_the_gradient_of_a_sum) {
  const Both both = make_both(GetParam(), 22);
  const NaiveLayer& naive = both.naive;
  Matrix to_input = Matrix::Zero(batch, naive.input.cols());
  Parameters to_parameters = test::zeros_like({.weight = naive.weight, .bias = naive.bias});
  for (Index n = 0; n < batch; ++n)
    for (Index j = 0; j < naive.outputs(); ++j) {
      for (const auto& connection : naive.into(j)) {
        to_input(n, connection.input) += naive.weight.data()[connection.weight] * naive.feedback(n, j);
        to_parameters.weight.data()[connection.weight] +=
            naive.input(n, connection.input) * naive.feedback(n, j);
      }
      if (naive.bias.size() > 0) to_parameters.bias[naive.bias_index(j)] += naive.feedback(n, j);
    }
  const LayerPass pass = pass_layer(*both.layer, naive.input, naive.feedback, test::by_gradient());
  expect_close(pass.input_feedback(), to_input, "to the inputs");
  if (both.layer->parameters().count() == 0) return;
  expect_close(pass.parameter_feedback.weight, to_parameters.weight, "to the weights");
  expect_close(pass.parameter_feedback.bias, to_parameters.bias, "to the biases");
}

INSTANTIATE_TEST_SUITE_P(layers, EveryLinearLayer, testing::ValuesIn(test::linear_cases()),
                         [](const auto& linear) { return linear.param.name; });

class EveryRule : public testing::TestWithParam<RuleCase> {};

TEST_P(EveryRule, agrees_with_its_definition_on_every_linear_layer) {
  for (const LinearCase& linear : test::linear_cases()) {
    SCOPED_TRACE(linear.name);
    const Both both = make_both(linear, 23);
    const LayerPass pass =
        pass_layer(*both.layer, both.naive.input, both.naive.feedback, test::by_rule(*GetParam().make()));
    expect_close(pass.input_feedback(), naive_input_feedback(both.naive, GetParam().rule), "to the inputs");
    if (both.layer->parameters().count() == 0) continue;
    const Parameters expected = GetParam().parameter_feedback(both.naive);
    expect_close(pass.parameter_feedback.weight, expected.weight, "to the weights");
    expect_close(pass.parameter_feedback.bias, expected.bias, "to the biases");
  }
}

TEST_P(EveryRule, gives_parameters_the_same_where_nobody_asks_for_feedback_to_the_inputs) {
  const auto rule = GetParam().make();
  const auto without_inputs = [&](const Layer& layer, const Descent& descent) {
    layer.distribute(*rule, {.input = descent.input,
                             .trace = descent.trace,
                             .arriving = descent.arriving,
                             .to_input = false,
                             .parameter_feedback = descent.parameter_feedback});
  };
  for (const LinearCase& linear : test::linear_cases()) {
    const Both both = make_both(linear, 25);
    if (both.layer->parameters().count() == 0) continue;
    const auto& [layer, naive] = both;
    const LayerPass whole = pass_layer(*layer, naive.input, naive.feedback, test::by_rule(*rule));
    const LayerPass lowest = pass_layer(*layer, naive.input, naive.feedback, without_inputs);
    EXPECT_EQ(lowest.parameter_feedback.weight, whole.parameter_feedback.weight) << linear.name;
    EXPECT_EQ(lowest.parameter_feedback.bias, whole.parameter_feedback.bias) << linear.name;
  }
}

INSTANTIATE_TEST_SUITE_P(rules, EveryRule, testing::ValuesIn(test::rule_cases()),
                         [](const auto& rule) { return rule.param.name; });

TEST(rule_cases, leave_no_registered_rule_out) {
  std::set<std::string> registered;
  std::set<std::string> covered;
  for (const auto& entry : rule_entries()) registered.insert(entry.info.name);
  for (const auto& rule : test::rule_cases()) covered.insert(rule.choice.name);
  EXPECT_EQ(covered, registered);
}

}  // namespace
}  // namespace lfp::test::linear_layers_test
