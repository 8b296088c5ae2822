#include "core/layers/spiking.h"

#include "core/activations/activation.h"
#include "core/layers/conv2d.h"
#include "core/layers/dense.h"
#include "tests/support/expect_close.h"
#include "tests/support/layer_pass.h"
#include "tests/support/naive_layers.h"
#include "tests/support/naive_spiking.h"

#include <gtest/gtest.h>

namespace lfp::test::spiking_test {
namespace {

constexpr Index batch = 3;
constexpr Index steps = 6;
constexpr Shape image{.channels = 2, .height = 4, .width = 5};

struct SpikingCase {
  bool is_conv = false;
  Reset reset = Reset::subtract;
  bool is_constant = true;
  double beta = 0.8;
};

std::string name_of(const SpikingCase& given) {
  return std::string(given.is_conv ? "conv2d" : "dense") +
         (given.reset == Reset::zero ? "_reset_to_zero" : "_reset_by_subtraction") +
         (given.is_constant ? "_constant" : "_in_time") + (given.beta < 0.5 ? "_forgetful" : "");
}

void PrintTo(const SpikingCase& given, std::ostream* stream) {
  *stream << name_of(given);
}

struct Both {
  std::unique_ptr<SpikingLayer> layer;
  NaiveSpiking naive;
};

Both make_both(const SpikingCase& given) {
  const Window kernel = test::window(3, 2, 1, 1);
  const Shape input = given.is_conv ? image : Shape{7};
  std::unique_ptr<LinearLayer> current;
  if (given.is_conv)
    current = std::make_unique<Conv2dLayer>(input, 3, kernel, true);
  else
    current = std::make_unique<DenseLayer>(input, 5, true);
  test::randomise(*current, 71);
  const Index rows = given.is_constant ? batch : steps * batch;
  NaiveSpiking naive{.current = {.connections = given.is_conv ? test::conv2d_connections(input, 3, kernel)
                                                              : test::dense_connections(7, 5),
                                 .weight = current->parameters().weight,
                                 .bias = current->parameters().bias,
                                 .input = test::random_matrix(rows, input.size(), 72),
                                 .feedback = {}},
                     .neuron = {.beta = given.beta, .threshold = 0.9, .reset = given.reset},
                     .steps = steps,
                     .is_constant = given.is_constant};
  // Spikes come in where the input is in time.
  if (!given.is_constant) naive.current.input = (naive.current.input.array() > 0).cast<Scalar>();
  auto layer = std::make_unique<SpikingLayer>(std::move(current), naive.neuron, steps, given.is_constant);
  return {std::move(layer), std::move(naive)};
}

Matrix arriving_at(const Both& both) {
  return test::random_matrix(steps * batch, both.naive.current.outputs(), 73);
}

class Spiking : public testing::TestWithParam<SpikingCase> {};

TEST_P(Spiking, spikes_step_by_step_as_defined) {
  const Both both = make_both(GetParam());
  const LayerTrace trace = test::pass_up(*both.layer, both.naive.current.input);
  EXPECT_EQ(trace.output, both.naive.spikes());
  EXPECT_GT(trace.output.sum(), 0) << "something spikes";
  EXPECT_LT(trace.output.mean(), 0.9) << "and something does not";
  const auto membranes = both.naive.membranes();
  for (Index step = 0; step < steps; ++step)
    expect_close(Matrix(trace.kept[1].middleRows(step * batch, batch)),
                 membranes[static_cast<std::size_t>(step)], "membrane before step " + std::to_string(step));
}

TEST_P(Spiking, distributes_by_every_rule_as_defined) {
  const Both both = make_both(GetParam());
  for (const RuleCase& rule : test::rule_cases()) {
    if (rule.name == "epsilon") continue;  // see below
    const auto pass = test::pass_layer(*both.layer, both.naive.current.input, arriving_at(both),
                                       test::by_rule(*rule.make()));
    const auto expected = naive_spiking_feedback(both.naive, arriving_at(both), rule);
    expect_close(pass.input_feedback(), expected.input, rule.name, 1e-9);
    expect_close(pass.parameter_feedback.weight, expected.parameters.weight, rule.name, 1e-9);
    expect_close(pass.parameter_feedback.bias, expected.parameters.bias, rule.name, 1e-9);
  }
}

/// q = R / d goes to inputs and parameters as it is: the current needs no stabiliser of its own.
TEST_P(Spiking, distributes_by_epsilon_as_the_reference_does) {
  const Both both = make_both(GetParam());
  RuleCase epsilon = test::rule_cases().front();
  ASSERT_EQ(epsilon.name, "epsilon");
  const auto pass = test::pass_layer(*both.layer, both.naive.current.input, arriving_at(both),
                                     test::by_rule(*epsilon.make()));
  epsilon.rule = test::naive_epsilon(0);
  epsilon.parameters = ParameterShare::own;
  const auto expected = naive_spiking_feedback(both.naive, arriving_at(both), epsilon);
  expect_close(pass.input_feedback(), expected.input, "to the inputs", 1e-9);
  expect_close(pass.parameter_feedback.weight, expected.parameters.weight, "to the weights", 1e-9);
  expect_close(pass.parameter_feedback.bias, expected.parameters.bias, "to the biases", 1e-9);
}

/// With S' the surrogate at u' - v:  delta_t = arriving_t S' + beta delta_(t+1), where a reset by zero cuts
/// the neuron off from what was before.
TEST_P(Spiking, has_the_surrogate_gradient_step_by_step) {
  const Both both = make_both(GetParam());
  const NaiveSpiking& naive = both.naive;
  const auto membranes = naive.membranes();
  for (const Surrogate surrogate :
       {Surrogate::arctan, Surrogate::fast_sigmoid, Surrogate::straight_through}) {
    const Matrix arriving = arriving_at(both);
    Matrix left = Matrix::Zero(batch, naive.current.outputs());
    Matrix to_input = Matrix::Zero(naive.current.input.rows(), naive.current.input.cols());
    Parameters to_parameters = test::zeros_like({.weight = naive.current.weight, .bias = naive.current.bias});
    for (Index step = steps; step-- > 0;)
      for (Index n = 0; n < batch; ++n)
        for (Index j = 0; j < naive.current.outputs(); ++j) {
          const Scalar before = membranes[static_cast<std::size_t>(step)](n, j);
          const Scalar after = membranes[static_cast<std::size_t>(step) + 1](n, j);
          Scalar delta = arriving(step * batch + n, j) * surrogate_slope(surrogate, after - 0.9) + left(n, j);
          if (naive.neuron.reset == Reset::zero && naive.resets(before)) delta = 0;
          left(n, j) = naive.neuron.beta * delta;
          const Index row = naive.first_input_row(step) + n;
          for (const auto& connection : naive.current.into(j)) {
            to_input(row, connection.input) += naive.current.weight.data()[connection.weight] * delta;
            to_parameters.weight.data()[connection.weight] +=
                naive.current.input(row, connection.input) * delta;
          }
          to_parameters.bias[naive.current.bias_index(j)] += delta;
        }
    const auto pass =
        test::pass_layer(*both.layer, naive.current.input, arriving, test::by_gradient(surrogate));
    expect_close(pass.input_feedback(), to_input, "to the inputs");
    expect_close(pass.parameter_feedback.weight, to_parameters.weight, "to the weights");
    expect_close(pass.parameter_feedback.bias, to_parameters.bias, "to the biases");
  }
}

TEST_P(Spiking, has_no_gradient_without_a_surrogate) {
  const Both both = make_both(GetParam());
  const auto pass = test::pass_layer(*both.layer, both.naive.current.input, arriving_at(both),
                                     test::by_gradient(Surrogate::none));
  EXPECT_TRUE(pass.parameter_feedback.weight.isZero(0));
  EXPECT_TRUE(pass.input_feedback().isZero(0));
}

std::vector<SpikingCase> spiking_cases() {
  std::vector<SpikingCase> cases;
  for (const bool is_conv : {false, true})
    for (const Reset reset : {Reset::subtract, Reset::zero})
      for (const bool is_constant : {true, false}) cases.push_back({is_conv, reset, is_constant});
  cases.push_back({.reset = Reset::subtract, .beta = 0});
  cases.push_back({.reset = Reset::zero, .is_constant = false, .beta = 0});
  return cases;
}

INSTANTIATE_TEST_SUITE_P(neurons, Spiking, testing::ValuesIn(spiking_cases()),
                         [](const auto& given) { return name_of(given.param); });

TEST(spiking, walks_more_neurons_than_it_takes_at_once_like_few) {
  constexpr Index many = 700;
  auto current = std::make_unique<DenseLayer>(Shape{4}, many, true);
  test::randomise(*current, 74);
  const NaiveSpiking naive{.current = {.connections = test::dense_connections(4, many),
                                       .weight = current->parameters().weight,
                                       .bias = current->parameters().bias,
                                       .input = test::random_matrix(2, 4, 75),
                                       .feedback = {}},
                           .neuron = {},
                           .steps = 4,
                           .is_constant = true};
  const SpikingLayer layer(std::move(current), {}, 4, true);
  EXPECT_EQ(test::pass_up(layer, naive.current.input).output, naive.spikes());
}

}  // namespace
}  // namespace lfp::test::spiking_test
