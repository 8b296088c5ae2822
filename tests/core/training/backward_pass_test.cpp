#include "core/training/backward_pass.h"

#include "core/base/error.h"
#include "core/training/metrics.h"
#include "tests/support/random_layer.h"

#include <gtest/gtest.h>

namespace lfp {
namespace {

struct Passed {
  Trace trace;
  std::vector<Parameters> feedback;
};

Network make_network(const std::string& activation) {
  NetworkSpec spec;
  spec.layers = {test::dense_spec(9, activation), test::dense_spec(7, activation), test::dense_spec(3, "")};
  return build_network(spec, Shape{5}, 3, 11);
}

Matrix make_input() {
  Random random(12, RandomStream::data);
  return test::random_matrix(6, 5, random);
}

const std::vector<std::int32_t> labels = {0, 1, 2, 2, 1, 0};

Passed pass_down(const Network& network, const RunSpec& run) {
  Passed passed{.trace = network.make_trace(6, true), .feedback = {}};
  passed.trace.input = make_input();
  network.forward(passed.trace);
  const auto pass = make_backward_pass(run, network, "runs[0]");
  pass->start(network, passed.trace, labels);
  for (std::size_t l = 0; l < network.parameter_layers(); ++l)
    passed.feedback.push_back(network.parameter_layer(l).parameters());
  for (std::size_t l = network.parameter_layers(); l-- > 0;)
    pass->distribute(network, l, passed.trace, true, &passed.feedback[l]);
  return passed;
}

RunSpec lfp_run(const std::string& rule) {
  RunSpec run;
  run.rule = {.name = rule, .settings = {}};
  return run;
}

RunSpec gradient_run() {
  RunSpec run;
  run.method = Method::gradient;
  return run;
}

double loss_of(const Network& network) {
  Trace trace = network.make_trace(6, false);
  trace.input = make_input();
  network.forward(trace);
  return measure(trace.layers.back().output, labels).loss;
}

TEST(lfp_zero, on_relu_equals_weight_magnitude_times_negative_gradient) {
  const Network network = make_network("relu");
  const Passed lfp = pass_down(network, lfp_run("zero"));
  const Passed gradient = pass_down(network, gradient_run());
  for (std::size_t l = 0; l < network.parameter_layers(); ++l) {
    const Parameters& parameters = network.parameter_layer(l).parameters();
    const Matrix expected = gradient.feedback[l].weight.cwiseProduct(parameters.weight.cwiseAbs());
    EXPECT_LT((lfp.feedback[l].weight - expected).cwiseAbs().maxCoeff(), 1e-12) << "layer " << l;
    const Vector expected_bias = gradient.feedback[l].bias.cwiseProduct(parameters.bias.cwiseAbs());
    EXPECT_LT((lfp.feedback[l].bias - expected_bias).cwiseAbs().maxCoeff(), 1e-12) << "layer " << l;
    EXPECT_GT(expected.cwiseAbs().maxCoeff(), 1e-3) << "the comparison says something";
  }
}

TEST(lfp, of_a_step_network_never_looks_at_a_slope) {
  const Passed passed = pass_down(make_network("step"), lfp_run("epsilon"));
  EXPECT_GT(passed.feedback.front().weight.cwiseAbs().maxCoeff(), 1e-3) << "feedback reaches the first layer";
}

class SmoothActivation : public testing::TestWithParam<std::string> {};

TEST_P(SmoothActivation, gradient_agrees_with_finite_differences) {
  Network network = make_network(GetParam());
  const Passed gradient = pass_down(network, gradient_run());
  const Scalar step = 1e-6;
  for (std::size_t l = 0; l < network.parameter_layers(); ++l) {
    Matrix& weight = network.parameter_layer(l).parameters().weight;
    for (Index i = 0; i < weight.size(); i += 3) {
      const Scalar original = weight.data()[i];
      weight.data()[i] = original + step;
      const double above = loss_of(network);
      weight.data()[i] = original - step;
      const double below = loss_of(network);
      weight.data()[i] = original;
      EXPECT_NEAR(gradient.feedback[l].weight.data()[i], -(above - below) / (2 * step), 1e-7)
          << l << ", " << i;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(activations, SmoothActivation,
                         testing::Values("relu", "leaky_relu", "elu", "silu", "tanh", "sigmoid"),
                         [](const auto& activation) { return activation.param; });

TEST(gradient, through_step_activations_moves_the_last_layer_only) {
  const Passed gradient = pass_down(make_network("step"), gradient_run());
  EXPECT_TRUE(gradient.feedback[0].weight.isZero(0));
  EXPECT_TRUE(gradient.feedback[1].weight.isZero(0));
  EXPECT_FALSE(gradient.feedback[2].weight.isZero(0));
}

TEST(composite, gives_a_layer_its_own_rule) {
  const Network network = make_network("relu");
  RunSpec mixed = lfp_run("epsilon");
  mixed.composite = {{.layer = 1, .rule = {.name = "flat", .settings = {}}}};
  const Passed with_flat = pass_down(network, mixed);
  const Passed without = pass_down(network, lfp_run("epsilon"));
  EXPECT_EQ(with_flat.trace.layers[2].feedback, without.trace.layers[2].feedback)
      << "layer 2 keeps the run's rule";
  EXPECT_NE(with_flat.trace.layers[0].feedback, without.trace.layers[0].feedback);
  const Matrix& spread = with_flat.trace.layers[0].feedback;
  EXPECT_NEAR(spread(0, 0), spread(0, 4), 1e-12) << "flat spreads evenly over the inputs";
}

TEST(composite, names_a_layer_that_is_not_there) {
  RunSpec run = lfp_run("epsilon");
  run.composite = {{.layer = 4, .rule = {.name = "flat", .settings = {}}}};
  try {
    make_backward_pass(run, make_network("relu"), "runs[0]");
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.place(), "runs[0].composite[0].layer");
    EXPECT_EQ(error.remedy(), "Give a layer from 1 to 3");
  }
}

}  // namespace
}  // namespace lfp
