#include "core/optimisers/optimiser.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace lfp::test::parameter_update_test {
namespace {

TEST(clipping, shortens_long_updates_only) {
  EXPECT_EQ(clip_factor(0.5, 1.0), 1.0);
  EXPECT_NEAR(clip_factor(10.0, 1.0), 0.1, 1e-7);
  EXPECT_EQ(clip_factor(10.0, std::nullopt), 1.0);
}

TEST(clipping, measures_weights_and_biases_together) {
  Parameters feedback{.weight = Matrix(1, 2), .bias = Vector(1)};
  feedback.weight << 2, -3;
  feedback.bias << 6;
  EXPECT_EQ(squared_norm(feedback), 49.0);
  feedback.bias.resize(0);
  EXPECT_EQ(squared_norm(feedback), 13.0);
}

TEST(clipping_by_value, bounds_weights_and_biases_on_both_sides) {
  Parameters feedback{.weight = Matrix(2, 2), .bias = Vector(2)};
  feedback.weight << 3, -3, 0.25, -0.5;
  feedback.bias << -7, 0.125;
  clip_values(feedback, 0.5);
  Matrix weight(2, 2);
  weight << 0.5, -0.5, 0.25, -0.5;
  EXPECT_EQ(feedback.weight, weight);
  EXPECT_EQ(feedback.bias, Vector((Vector(2) << -0.5, 0.125).finished()));
}

TEST(clipping_by_value, does_not_hide_what_is_not_a_number) {
  Parameters feedback{.weight = Matrix::Constant(1, 1, std::numeric_limits<Scalar>::quiet_NaN()),
                      .bias = Vector()};
  clip_values(feedback, 0.5);
  EXPECT_TRUE(std::isnan(feedback.weight(0, 0)));
}

}  // namespace
}  // namespace lfp::test::parameter_update_test
