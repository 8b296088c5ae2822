#include "core/network/known_weights.h"

#include "core/base/error.h"
#include "core/network/named_parameters.h"
#include "tests/support/specs.h"

#include <limits>
#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace lfp::test::known_weights_test {
namespace {

NetworkSpec spec(std::int64_t hidden, std::int64_t outputs) {
  NetworkSpec spec;
  spec.layers = {dense_spec(static_cast<int>(hidden), "relu"), dense_spec(static_cast<int>(outputs), "")};
  return spec;
}

Network network(std::int64_t hidden, std::int64_t outputs, std::uint64_t seed) {
  return build_network(spec(hidden, outputs), Shape{3}, seed);
}

/// Known weights are exchanged in single precision.
Matrix rounded(const Matrix& weight) {
  return weight.cast<float>().cast<Scalar>();
}

KnownWeights known_of(const Network& network) {
  return {.weights = named_parameters(network), .drawn = {}, .source = "a.npz"};
}

std::string message_of(Network network, const KnownWeights& known, const WeightsSource& source) {
  try {
    start_from(network, known, source);
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

TEST(known_weights, take_the_place_of_drawn_ones) {
  const Network trained = network(4, 2, 1);
  Network fresh = network(4, 2, 2);
  start_from(fresh, known_of(trained), {});
  for (std::size_t b = 0; b < 2; ++b) {
    EXPECT_EQ(std::as_const(fresh).block(b).parameters().weight,
              rounded(trained.block(b).parameters().weight));
    EXPECT_EQ(std::as_const(fresh).block(b).parameters().bias,
              trained.block(b).parameters().bias.cast<float>().cast<Scalar>());
  }
}

TEST(known_weights, of_the_body_leave_the_head_as_it_was_drawn) {
  const Network trained = network(4, 2, 1);
  const Network drawn = network(4, 3, 2);
  Network fresh = network(4, 3, 2);
  WeightsSource source;
  source.part = "body";
  start_from(fresh, known_of(trained), source);
  EXPECT_EQ(std::as_const(fresh).block(0).parameters().weight, rounded(trained.block(0).parameters().weight));
  EXPECT_EQ(std::as_const(fresh).block(1).parameters().weight, drawn.block(1).parameters().weight);
}

TEST(known_weights, are_mixed_with_drawn_ones) {
  const Network trained = network(4, 2, 1);
  const Network drawn = network(4, 2, 2);
  Network fresh = network(4, 2, 2);
  WeightsSource source;
  source.mix = 0.25;
  start_from(fresh, known_of(trained), source);
  const Matrix expected =
      0.25 * trained.block(1).parameters().weight + 0.75 * drawn.block(1).parameters().weight;
  EXPECT_TRUE(std::as_const(fresh).block(1).parameters().weight.isApprox(expected, 1e-6));
}

TEST(known_weights, that_do_not_fit_are_named_with_both_shapes) {
  const std::string message = message_of(network(5, 2, 1), known_of(network(4, 2, 1)), {});
  EXPECT_NE(message.find("a.npz"), std::string::npos) << message;
  EXPECT_NE(message.find("layer1.weight is 4 x 3, but the network's is 5 x 3"), std::string::npos) << message;
}

TEST(known_weights, that_are_missing_or_too_many_are_named) {
  KnownWeights known = known_of(network(4, 2, 1));
  known.weights.pop_back();
  EXPECT_NE(message_of(network(4, 2, 2), known, {}).find("layer2.bias is missing"), std::string::npos);
  known = known_of(network(4, 2, 1));
  known.weights.push_back({.name = "layer3.weight", .shape = {1, 1}, .values = {1}});
  EXPECT_NE(message_of(network(4, 2, 2), known, {}).find("layer3.weight has no place"), std::string::npos);
}

TEST(known_weights, that_are_not_finite_are_refused) {
  KnownWeights known = known_of(network(4, 2, 1));
  known.weights[0].values[5] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_NE(message_of(network(4, 2, 2), known, {}).find("not finite, at place 6"), std::string::npos);
}

TEST(known_weights, are_not_asked_for_layers_that_there_are_not) {
  WeightsSource source;
  source.part.clear();
  source.layers = {7};
  EXPECT_NE(message_of(network(4, 2, 2), known_of(network(4, 2, 1)), source).find("no layer 7"),
            std::string::npos);
}

TEST(known_weights, of_a_convolution_may_be_flat) {
  const WeightMatch match{.array = "layer1.weight", .known = {6, 25}, .own = {6, 1, 5, 5}};
  EXPECT_TRUE(match.fits());
  const WeightMatch other{.array = "layer1.weight", .known = {6, 24}, .own = {6, 1, 5, 5}};
  EXPECT_FALSE(other.fits());
}

}  // namespace
}  // namespace lfp::test::known_weights_test
