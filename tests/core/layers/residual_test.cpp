#include "tests/support/error_text.h"
#include "tests/support/expect_close.h"
#include "tests/support/naive_layers.h"
#include "tests/support/naive_rules.h"
#include "tests/support/network_pass.h"

#include <gtest/gtest.h>

namespace lfp::test::residual_test {
namespace {

using Whole = std::int64_t;

/// The loops' own walk through a network: outputs and feedback of each step, the residual sum spelt out.
class NaiveWalk {
 public:
  NaiveWalk(const Network& network, RuleCase rule) : network_(network), rule_(std::move(rule)) {}

  /// Layer b of the network as loops, for that input and feedback.
  NaiveLayer layer(std::size_t b, const NaiveConnections& connections, const Matrix& input,
                   const Matrix& feedback = {}) const {
    const Parameters& parameters = network_.block(b).parameters();
    return {.connections = connections,
            .weight = parameters.weight,
            .bias = parameters.bias,
            .input = input,
            .feedback = feedback};
  }
  Matrix to_input(const NaiveLayer& layer) const { return naive_input_feedback(layer, rule_.rule); }

  /// What the sum of `own` and `other` gives to both.
  std::pair<Matrix, Matrix> split(const Matrix& own, const Matrix& other, const Matrix& feedback) const {
    Matrix both(own.rows(), 2 * own.cols());
    both << own, other;
    const NaiveLayer sum{.connections = test::sum_connections(own.cols()),
                         .weight = Matrix::Ones(1, 1),
                         .bias = {},
                         .input = both,
                         .feedback = feedback};
    const Matrix shares = to_input(sum);
    return {shares.leftCols(own.cols()), shares.rightCols(own.cols())};
  }

 private:
  const Network& network_;
  RuleCase rule_;
};

Matrix relu(const Matrix& z) {
  return z.cwiseMax(Scalar(0));
}

RunSpec run_of(const RuleCase& rule) {
  RunSpec run;
  run.rule = rule.choice;
  return run;
}

class Residual : public testing::TestWithParam<RuleCase> {};

/// dense(5) relu, dense(5), sum with the network's input, relu, dense(2).
TEST_P(Residual, shares_with_the_networks_input) {
  const NetworkCase given = test::network_case(
      test::network_spec(
          {layer_spec("dense", {{"units", Whole{5}}}, "relu"), layer_spec("dense", {{"units", Whole{5}}}),
           layer_spec("residual", {{"span", Whole{2}}}, "relu"), layer_spec("dense", {{"units", Whole{2}}})}),
      Shape{5}, 3, 81);
  const NaiveWalk walk(given.network, GetParam());
  const auto square = test::dense_connections(5, 5);
  const auto head = test::dense_connections(5, 2);
  const Matrix& x = given.input;
  const Matrix a = relu(walk.layer(0, square, x).output());
  const Matrix f = walk.layer(1, square, a).output();
  const Matrix h = relu(f + x);
  const NetworkPass pass = pass_network(given, run_of(GetParam()));
  expect_close(given.network.logits(pass.trace), walk.layer(3, head, h).output());

  const Matrix at_sum = walk.to_input(walk.layer(3, head, h, pass.trace.output_feedback));
  const auto [own, skipped] = walk.split(f, x, at_sum);
  const Matrix at_a = walk.to_input(walk.layer(1, square, a, own));
  const NaiveLayer first = walk.layer(0, square, x, at_a);
  expect_close(pass.feedback[0].weight, GetParam().parameter_feedback(first).weight, "first layer", 1e-9);
  expect_close(pass.input_feedback, Matrix(walk.to_input(first) + skipped), "inputs", 1e-9);
}

/// conv(3), then a block conv(4, stride 2) relu, conv(4) that is added to its projected input; dense(2).
TEST_P(Residual, shares_with_a_projection_of_its_input) {
  const Shape image{.channels = 2, .height = 5, .width = 4};
  const Shape inner{.channels = 3, .height = 5, .width = 4};
  const Shape small{.channels = 4, .height = 3, .width = 2};
  const Window keep = test::window(3, 3, 1, 1);
  const Window halve = test::window(3, 3, 2, 1);
  NetworkCase given = test::network_case(
      test::network_spec({{.kind = test::windowed("conv2d", keep, 3), .activation = {}},
                          {.kind = test::windowed("conv2d", halve, 4), .activation = test::choose("relu")},
                          {.kind = test::windowed("conv2d", keep, 4), .activation = {}},
                          layer_spec("residual", {{"span", Whole{2}}}),
                          layer_spec("dense", {{"units", Whole{2}}})}),
      image, 3, 82);
  ASSERT_EQ(given.network.block(3).weight_shape(), (std::vector<std::int64_t>{4, 3, 1, 1}));
  const NaiveWalk walk(given.network, GetParam());
  const auto bottom = test::conv2d_connections(image, 3, keep);
  const auto down = test::conv2d_connections(inner, 4, halve);
  const auto same = test::conv2d_connections(small, 4, keep);
  const auto through = test::conv2d_connections(inner, 4, test::window(1, 1, 2, 0));
  const auto head = test::dense_connections(small.size(), 2);
  const Matrix h = walk.layer(0, bottom, given.input).output();
  const Matrix a = relu(walk.layer(1, down, h).output());
  const Matrix f = walk.layer(2, same, a).output();
  const Matrix projected = walk.layer(3, through, h).output();
  const NetworkPass pass = pass_network(given, run_of(GetParam()));
  expect_close(given.network.logits(pass.trace), walk.layer(4, head, f + projected).output());

  const Matrix at_sum = walk.to_input(walk.layer(4, head, f + projected, pass.trace.output_feedback));
  const auto [own, skipped] = walk.split(f, projected, at_sum);
  const NaiveLayer projection = walk.layer(3, through, h, skipped);
  expect_close(pass.feedback[3].weight, GetParam().parameter_feedback(projection).weight, "projection", 1e-9);
  const Matrix at_a = walk.to_input(walk.layer(2, same, a, own));
  const Matrix at_h = walk.to_input(walk.layer(1, down, h, at_a)) + walk.to_input(projection);
  const NaiveLayer lowest = walk.layer(0, bottom, given.input, at_h);
  expect_close(pass.feedback[0].weight, GetParam().parameter_feedback(lowest).weight, "lowest layer", 1e-8);
  expect_close(pass.input_feedback, walk.to_input(lowest), "inputs", 1e-8);
}

INSTANTIATE_TEST_SUITE_P(rules, Residual, testing::ValuesIn(test::rule_cases()),
                         [](const auto& rule) { return rule.param.name; });

/// The block is a flatten and a dense layer; what joins at its input comes from both.
TEST(residual, that_begins_with_a_layer_that_hands_feedback_on_joins_there) {
  const NetworkCase given = test::network_case(
      test::network_spec({layer_spec("dense", {{"units", Whole{4}}}, "relu"), layer_spec("flatten"),
                          layer_spec("dense", {{"units", Whole{4}}}),
                          layer_spec("residual", {{"span", Whole{2}}}),
                          layer_spec("dense", {{"units", Whole{2}}})}),
      Shape{3}, 3, 83);
  const RuleCase rule = test::rule_cases().front();
  const NaiveWalk walk(given.network, rule);
  const auto square = test::dense_connections(4, 4);
  const auto head = test::dense_connections(4, 2);
  const Matrix h = relu(walk.layer(0, test::dense_connections(3, 4), given.input).output());
  const Matrix f = walk.layer(2, square, h).output();
  const NetworkPass pass = pass_network(given, run_of(rule));
  const Matrix at_sum = walk.to_input(walk.layer(4, head, f + h, pass.trace.output_feedback));
  const auto [own, skipped] = walk.split(f, h, at_sum);
  const Matrix at_h = walk.to_input(walk.layer(2, square, h, own)) + skipped;
  expect_close(given.network.feedback_at_output(pass.trace, 0), at_h);
}

std::string error_with(const std::vector<LayerSpec>& layers, const Shape& input) {
  return error_text([&] { build_network(test::network_spec(layers), input, 1); });
}

TEST(residual, names_a_block_that_does_not_fit) {
  const auto residual = layer_spec("residual", {{"span", Whole{2}}});
  const auto dense = layer_spec("dense", {{"units", Whole{3}}});
  EXPECT_EQ(error_with({residual}, Shape{3}),
            Error("network.layers[0].span", "a block of 2 layers does not fit: there are 0 before this one",
                  "Put layers before it")
                .what());
  EXPECT_EQ(error_with({dense, residual}, Shape{3}),
            Error("network.layers[1].span", "a block of 2 layers does not fit: there are 1 before this one",
                  "Give at most 1")
                .what());
  EXPECT_EQ(error_with({{.kind = test::windowed("conv2d", test::window(2, 2, 1, 0), 3), .activation = {}},
                        {.kind = test::windowed("conv2d", test::window(2, 2, 1, 0), 3), .activation = {}},
                        residual},
                       Shape{.channels = 1, .height = 7, .width = 7}),
            Error("network.layers[2].span",
                  "the block's input of 1 × 7 × 7 cannot be added to its output of 3 × 5 × 5",
                  "Let the block keep the image's size, or divide it by a whole stride")
                .what());
}

}  // namespace
}  // namespace lfp::test::residual_test
