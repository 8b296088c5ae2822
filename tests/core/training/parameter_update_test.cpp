#include "core/training/parameter_update.h"

#include <gtest/gtest.h>

namespace lfp {
namespace {

Parameters one_weight(Scalar value) {
  return {.weight = Matrix::Constant(1, 1, value), .bias = Vector()};
}

/// Moves a single weight through `values` with plain steps and tells what its signs record.
SignRecord walk(Scalar start, std::initializer_list<Scalar> values) {
  Parameters parameters = one_weight(start);
  Parameters momentum = one_weight(0);
  SignRecord signs(parameters);
  const Optimiser optimiser{.learning_rate = 1, .momentum = 0};
  std::int64_t step = 0;
  for (const Scalar value : values) {
    const Parameters feedback = one_weight(value - parameters.weight(0, 0));
    update_parameters(optimiser, 1, ++step, feedback, momentum, parameters, signs);
    EXPECT_EQ(parameters.weight(0, 0), value);
  }
  return signs;
}

TEST(sign_record, counts_flips_and_remembers_the_last_step) {
  const SignRecord signs = walk(1, {-1, -2, 2, 3});
  EXPECT_EQ(signs.flips()[0], 2U);
  EXPECT_EQ(signs.last_flip_step()[0], 3U);
  EXPECT_EQ(signs.flipped(), 0) << "the weight is back on its first side";
}

TEST(sign_record, counts_a_flip_that_rests_at_zero_once) {
  for (const Scalar side : {Scalar(1), Scalar(-1)}) {
    const SignRecord signs = walk(side, {0, -side});
    EXPECT_EQ(signs.flips()[0], 1U);
    EXPECT_EQ(signs.last_flip_step()[0], 2U);
    EXPECT_EQ(signs.flipped(), 1);
  }
}

TEST(sign_record, does_not_count_a_return_from_zero) {
  const SignRecord signs = walk(-1, {0, -1});
  EXPECT_EQ(signs.flips()[0], 0U);
  EXPECT_EQ(signs.flipped(), 0);
}

TEST(sign_record, tells_flipped_to_zero_and_from_zero_apart) {
  Parameters start{.weight = Matrix(1, 4), .bias = Vector(2)};
  start.weight << 1, -1, 2, 0;
  start.bias << 0, 3;
  const SignRecord signs(start);
  Parameters now = start;
  now.weight << -1, 0, 2, 5;
  now.bias << 0, -3;
  const SignChanges weights = signs.compare_weights(now);
  EXPECT_EQ(weights.flipped, 1);
  EXPECT_EQ(weights.to_zero, 1);
  EXPECT_EQ(weights.from_zero, 1);
  EXPECT_EQ(weights.total, 4);
  EXPECT_EQ(signs.compare(now).flipped, 2);
  EXPECT_EQ(signs.compare(now).total, 6);
}

TEST(update, keeps_momentum) {
  Parameters parameters = one_weight(0);
  Parameters momentum = one_weight(0);
  SignRecord signs(parameters);
  const Optimiser optimiser{.learning_rate = Scalar(0.5), .momentum = Scalar(0.5)};
  update_parameters(optimiser, 2, 1, one_weight(1), momentum, parameters, signs);
  EXPECT_EQ(parameters.weight(0, 0), 1) << "0.5 * (2 * 1)";
  update_parameters(optimiser, 2, 2, one_weight(1), momentum, parameters, signs);
  EXPECT_EQ(parameters.weight(0, 0), 2.5) << "1 + 0.5 * (0.5 * 2 + 2)";
}

TEST(clipping, shortens_long_updates_only) {
  EXPECT_EQ(clip_factor(0.5, 1.0), 1.0);
  EXPECT_NEAR(clip_factor(10.0, 1.0), 0.1, 1e-7);
  EXPECT_EQ(clip_factor(10.0, std::nullopt), 1.0);
}

}  // namespace
}  // namespace lfp
