#include "core/layers/dropout.h"

#include "tests/support/layer_pass.h"

#include <gtest/gtest.h>

namespace lfp::test::dropout_test {
namespace {

const DropoutLayer layer(Shape{.channels = 2, .height = 10, .width = 10}, 0.25);
constexpr Index rows = 100;

Matrix numbers(std::uint64_t seed) {
  return test::random_matrix(rows, layer.input_shape().size(), seed);
}

TEST(dropout, multiplies_by_its_mask_on_both_ways_in_training) {
  const Matrix input = numbers(1);
  const Matrix arriving = numbers(2);
  for (const auto& down : {test::by_rule(Rule{}), test::by_gradient()}) {
    const auto pass = test::pass_layer(layer, input, arriving, down);
    for (Index i = 0; i < input.size(); ++i) {
      const Scalar factor = pass.output().data()[i] == 0 ? 0 : 1 / 0.75;
      EXPECT_DOUBLE_EQ(pass.output().data()[i], input.data()[i] * factor);
      EXPECT_DOUBLE_EQ(pass.input_feedback().data()[i], arriving.data()[i] * factor);
    }
  }
}

TEST(dropout, drops_as_many_as_its_probability_says) {
  const LayerTrace trace = test::pass_up(layer, Matrix::Ones(rows, layer.input_shape().size()));
  const auto dropped = static_cast<double>((trace.output.array() == 0).count());
  const auto count = static_cast<double>(trace.output.size());
  EXPECT_NEAR(dropped / count, 0.25, 5 * std::sqrt(0.25 * 0.75 / count));
}

TEST(dropout, draws_other_masks_from_another_seed_and_the_same_from_the_same) {
  const Matrix input = numbers(3);
  EXPECT_EQ(test::pass_up(layer, input, true, 7).output, test::pass_up(layer, input, true, 7).output);
  EXPECT_NE(test::pass_up(layer, input, true, 7).output, test::pass_up(layer, input, true, 8).output);
}

TEST(dropout, does_nothing_in_evaluation) {
  const Matrix input = numbers(4);
  const Matrix arriving = numbers(5);
  const auto pass = test::pass_layer(layer, input, arriving, test::by_rule(Rule{}), false);
  EXPECT_EQ(pass.output(), input);
  EXPECT_EQ(pass.input_feedback(), arriving);
}

TEST(dropout, of_probability_zero_does_nothing) {
  const Matrix input = numbers(6);
  const DropoutLayer idle(layer.input_shape(), 0);
  EXPECT_EQ(test::pass_up(idle, input).output, input);
}

}  // namespace
}  // namespace lfp::test::dropout_test
