#include "core/training/backward_pass.h"

#include "core/base/error.h"
#include "core/layers/activation_layer.h"
#include "tests/support/expect_close.h"
#include "tests/support/finite_differences.h"
#include "tests/support/layer_pass.h"
#include "tests/support/naive_rules.h"
#include "tests/support/network_pass.h"
#include "tests/support/random_layer.h"

#include <gtest/gtest.h>

namespace lfp::test::backward_pass_test {
namespace {

using Whole = std::int64_t;

NetworkCase dense_network(const std::string& activation, Index batch = 6) {
  return test::network_case(test::network_spec({test::dense_spec(9, activation),
                                                test::dense_spec(7, activation), test::dense_spec(3, "")}),
                            Shape{5}, batch, 11);
}

NetworkCase conv_network() {
  return test::network_case(
      test::network_spec({layer_spec("conv2d", {{"channels", Whole{4}}, {"padding", Whole{1}}}, "relu"),
                          layer_spec("max_pool"), layer_spec("conv2d", {{"channels", Whole{3}}}, "relu"),
                          layer_spec("flatten"), test::dense_spec(3, "")}),
      Shape{.channels = 2, .height = 8, .width = 6}, 6, 12);
}

void expect_weight_magnitude_times_gradient(const NetworkCase& given) {
  const NetworkPass lfp = pass_network(given, lfp_run("zero"));
  const NetworkPass gradient = pass_network(given, gradient_run());
  for (std::size_t b = 0; b < given.network.blocks(); ++b) {
    const Parameters& parameters = given.network.block(b).parameters();
    if (parameters.count() == 0) continue;
    const Matrix expected = gradient.feedback[b].weight.cwiseProduct(parameters.weight.cwiseAbs());
    expect_close(lfp.feedback[b].weight, expected, "weights of layer " + std::to_string(b + 1));
    const Vector expected_bias = gradient.feedback[b].bias.cwiseProduct(parameters.bias.cwiseAbs());
    expect_close(lfp.feedback[b].bias, expected_bias, "biases of layer " + std::to_string(b + 1));
    EXPECT_GT(expected.cwiseAbs().maxCoeff(), 1e-3) << "the comparison says something";
  }
  expect_close(lfp.input_feedback, gradient.input_feedback, "inputs: x times the gradient");
}

TEST(lfp_zero, on_relu_equals_weight_magnitude_times_negative_gradient) {
  expect_weight_magnitude_times_gradient(dense_network("relu"));
}

TEST(lfp_zero, on_convolutions_with_relu_and_max_pooling_does_so_too) {
  expect_weight_magnitude_times_gradient(conv_network());
}

TEST(lfp_zero, on_a_residual_network_with_relu_does_so_too) {
  expect_weight_magnitude_times_gradient(test::network_case(
      test::network_spec({test::dense_spec(6, "relu"), test::dense_spec(6, "relu"), test::dense_spec(6, ""),
                          layer_spec("residual", {{"span", Whole{2}}}, "relu"), test::dense_spec(3, "")}),
      Shape{5}, 6, 13));
}

/// Feedback to the first layer's weights straight from the formula, for activations whose values alone count.
TEST(lfp, of_a_step_network_is_the_formula_whatever_the_slope) {
  const NetworkCase given = dense_network("step");
  const NetworkPass passed = pass_network(given, lfp_run("epsilon", {{"epsilon", 0.01}}));
  Matrix arriving = passed.trace.output_feedback;
  for (std::size_t b = given.network.blocks(); b-- > 0;) {
    const Parameters& parameters = given.network.block(b).parameters();
    const test::NaiveLayer layer{
        .connections = test::dense_connections(parameters.weight.cols(), parameters.weight.rows()),
        .weight = parameters.weight,
        .bias = parameters.bias,
        .input = Network::input_of(passed.trace, given.network.index_of(b)),
        .feedback = arriving};
    const Parameters expected = naive_parameter_feedback(layer, test::naive_epsilon(0.01));
    expect_close(passed.feedback[b].weight, expected.weight, "layer " + std::to_string(b + 1), 1e-9);
    arriving = naive_input_feedback(layer, test::naive_epsilon(0.01));
  }
  EXPECT_GT(passed.feedback.front().weight.cwiseAbs().maxCoeff(), 1e-3) << "feedback reaches the first layer";
}

/// A step that claims to have some slope.
class SlopingStep : public Activation {
 public:
  explicit SlopingStep(Scalar slope) : slope_(slope) {}
  void apply(const Matrix& pre_activation, Matrix& activation) const override {
    activation = (pre_activation.array() > 0).cast<Scalar>();
  }
  void differentiate(const Matrix& /*pre_activation*/, const Matrix& /*activation*/, Surrogate /*surrogate*/,
                     Matrix& delta) const override {
    delta *= slope_;
  }

 private:
  Scalar slope_;
};

NetworkCase sloping_network(Scalar slope) {
  NetworkCase given = dense_network("step");
  Network network(Shape{5});
  for (const auto& [inputs, units] : {std::pair<Index, Index>{5, 9}, {9, 7}, {7, 3}}) {
    auto layer = std::make_unique<DenseLayer>(Shape{inputs}, units, true);
    test::randomise(*layer, 14);
    network.add(std::move(layer));
    if (units != 3)
      network.add(std::make_unique<ActivationLayer>(Shape{units}, std::make_unique<SlopingStep>(slope)));
  }
  given.network = std::move(network);
  return given;
}

TEST(lfp, sees_the_values_of_activations_and_never_their_slopes) {
  for (const auto& rule : test::rule_cases()) {
    RunSpec run;
    run.rule = rule.choice;
    const NetworkPass flat = pass_network(sloping_network(0), run);
    const NetworkPass steep = pass_network(sloping_network(7), run);
    EXPECT_EQ(flat.input_feedback, steep.input_feedback) << rule.name;
    for (std::size_t b = 0; b < 3; ++b) EXPECT_EQ(flat.feedback[b].weight, steep.feedback[b].weight);
  }
  EXPECT_NE(pass_network(sloping_network(0), gradient_run()).feedback[0].weight,
            pass_network(sloping_network(7), gradient_run()).feedback[0].weight)
      << "the gradient does see them";
}

TEST(gradient, through_step_activations_moves_the_last_layer_only) {
  const NetworkPass gradient = pass_network(dense_network("step"), gradient_run());
  EXPECT_TRUE(gradient.feedback[0].weight.isZero(0));
  EXPECT_TRUE(gradient.feedback[1].weight.isZero(0));
  EXPECT_FALSE(gradient.feedback[2].weight.isZero(0));
}

TEST(gradient, through_step_activations_takes_the_surrogate_that_is_asked_for) {
  const NetworkCase given = dense_network("step");
  const NetworkPass arctan = pass_network(given, gradient_run("cross_entropy", "arctan"));
  const NetworkPass straight = pass_network(given, gradient_run("cross_entropy", "straight_through"));
  EXPECT_FALSE(arctan.feedback[0].weight.isZero(0));
  EXPECT_NE(arctan.feedback[0].weight, straight.feedback[0].weight);
}

class SmoothActivation : public testing::TestWithParam<std::string> {};

TEST_P(SmoothActivation, gradient_agrees_with_finite_differences) {
  test::expect_gradient_of_loss(dense_network(GetParam()), gradient_run());
}

INSTANTIATE_TEST_SUITE_P(activations, SmoothActivation,
                         testing::Values("relu", "leaky_relu", "elu", "silu", "softplus", "tanh", "sigmoid",
                                         "hard_sigmoid", "neg_relu", "neg_inner_relu", "neg_tanh"),
                         [](const auto& activation) { return activation.param; });

TEST(composite, gives_a_layer_its_own_rule) {
  const NetworkCase given = dense_network("relu");
  RunSpec mixed = lfp_run("epsilon");
  mixed.composite = {{.layer = 1, .rule = {.name = "flat", .settings = {}}}};
  const NetworkPass with_flat = pass_network(given, mixed);
  const NetworkPass without = pass_network(given, lfp_run("epsilon"));
  EXPECT_EQ(with_flat.trace.layers[2].feedback, without.trace.layers[2].feedback)
      << "layer 2 keeps the run's rule";
  EXPECT_NE(with_flat.input_feedback, without.input_feedback);
  EXPECT_NEAR(with_flat.input_feedback(0, 0), with_flat.input_feedback(0, 4), 1e-12)
      << "flat spreads evenly over the inputs";
}

TEST(composite, counts_layers_without_rules_as_well) {
  const NetworkCase given = conv_network();
  const auto with_rule_at = [&](int layer) {
    RunSpec run = lfp_run("epsilon");
    run.composite = {{.layer = layer, .rule = {.name = "z_plus", .settings = {}}}};
    return pass_network(given, run);
  };
  const NetworkPass plain = pass_network(given, lfp_run("epsilon"));
  EXPECT_EQ(with_rule_at(2).input_feedback, plain.input_feedback)
      << "layer 2 is a pooling, which has no rule";
  const NetworkPass third = with_rule_at(3);
  EXPECT_EQ(third.feedback[4].weight, plain.feedback[4].weight) << "layer 5 lies above";
  EXPECT_NE(third.feedback[0].weight, plain.feedback[0].weight) << "layer 1 lies below layer 3";
}

TEST(composite, names_a_layer_that_is_not_there) {
  RunSpec run = lfp_run("epsilon");
  run.composite = {{.layer = 4, .rule = {.name = "flat", .settings = {}}}};
  try {
    pass_network(dense_network("relu"), run);
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.place(), "runs[0].composite[0].layer");
    EXPECT_EQ(error.remedy(), "Give a layer from 1 to 3");
  }
}

}  // namespace
}  // namespace lfp::test::backward_pass_test
