#include "core/layers/batch_norm.h"

#include "tests/support/expect_close.h"
#include "tests/support/layer_pass.h"
#include "tests/support/naive_rules.h"

#include <gtest/gtest.h>

namespace lfp::test::batch_norm_test {
namespace {

constexpr BatchNormSettings settings{.epsilon = 0.01, .momentum = 0.3};
constexpr Scalar rule_epsilon = 0.05;
constexpr Index rows = 5;
constexpr Shape features{4};
constexpr Shape image{.channels = 3, .height = 2, .width = 4};

BatchNormLayer random_batch_norm(const Shape& shape) {
  BatchNormLayer layer(shape, settings);
  test::randomise(layer, 51);
  layer.statistics() = test::random_matrix(2, shape.channels, 52).cwiseAbs();
  return layer;
}

Rule epsilon_rule() {
  Rule rule;
  rule.shares = {{.passes = {Pass{}}, .normaliser = {}}};
  rule.epsilon = rule_epsilon;
  return rule;
}

/// One channel as the reference describes it, its numbers (of all samples and positions) in a row.
struct NaiveChannel {
  std::vector<Scalar> x, h, y, r;
  Scalar scale = 0, mean = 0, variance = 0;

  Scalar count() const { return static_cast<Scalar>(x.size()); }
  Scalar root() const { return std::sqrt(variance + settings.epsilon); }
  Scalar quotient(std::size_t i) const {
    return test::naive_quotient(r[i], test::naive_stabilised(y[i], rule_epsilon));
  }
};

struct Where {
  Index channel, positions;
  Index row(std::size_t i) const { return static_cast<Index>(i) / positions; }
  Index column(std::size_t i) const { return channel * positions + static_cast<Index>(i) % positions; }
};

NaiveChannel naive_channel(const BatchNormLayer& layer, const Matrix& input, const Matrix& arriving,
                           const Where& where, bool training) {
  NaiveChannel result;
  result.scale = layer.parameters().weight(where.channel, 0);
  for (std::size_t i = 0; i < static_cast<std::size_t>(input.rows() * where.positions); ++i) {
    result.x.push_back(input(where.row(i), where.column(i)));
    result.r.push_back(arriving(where.row(i), where.column(i)));
  }
  if (training) {
    for (const Scalar x : result.x) result.mean += x / result.count();
    for (const Scalar x : result.x) result.variance += (x - result.mean) * (x - result.mean) / result.count();
  } else {
    result.mean = layer.statistics()(0, where.channel);
    result.variance = layer.statistics()(1, where.channel);
  }
  for (const Scalar x : result.x) {
    result.h.push_back((x - result.mean) / result.root());
    result.y.push_back(result.scale * result.h.back() + layer.parameters().bias[where.channel]);
  }
  return result;
}

void expect_definition(const Shape& shape, bool training) {
  const BatchNormLayer layer = random_batch_norm(shape);
  const Matrix input = test::random_matrix(rows, shape.size(), 53);
  const Matrix arriving = test::random_matrix(rows, shape.size(), 54);
  const LayerPass pass = test::pass_layer(layer, input, arriving, test::by_rule(epsilon_rule()), training);
  for (Index channel = 0; channel < shape.channels; ++channel) {
    const Where where{channel, shape.height * shape.width};
    const NaiveChannel naive = naive_channel(layer, input, arriving, where, training);
    Scalar to_scale = 0, to_shift = 0, mean_g = 0, mean_gh = 0;
    const auto g = [&](std::size_t i) { return naive.quotient(i) * naive.scale / naive.root(); };
    for (std::size_t i = 0; i < naive.x.size(); ++i) {
      to_scale += naive.quotient(i) * naive.h[i];
      to_shift += naive.quotient(i);
      mean_g += g(i) / naive.count();
      mean_gh += g(i) * naive.h[i] / naive.count();
    }
    for (std::size_t i = 0; i < naive.x.size(); ++i) {
      EXPECT_NEAR(pass.output()(where.row(i), where.column(i)), naive.y[i], 1e-12);
      const Scalar through_statistics = training ? mean_g + naive.h[i] * mean_gh : 0;
      EXPECT_NEAR(pass.input_feedback()(where.row(i), where.column(i)),
                  naive.x[i] * (g(i) - through_statistics), 1e-10);
    }
    EXPECT_NEAR(pass.parameter_feedback.weight(channel, 0), std::abs(naive.scale) * to_scale, 1e-10);
    EXPECT_NEAR(pass.parameter_feedback.bias[channel], std::abs(layer.parameters().bias[channel]) * to_shift,
                1e-10);
  }
}

TEST(batch_norm, follows_its_definition_in_training) {
  expect_definition(features, true);
  expect_definition(image, true);
}

TEST(batch_norm, follows_its_definition_in_evaluation) {
  expect_definition(features, false);
  expect_definition(image, false);
}

TEST(batch_norm, distributes_as_epsilon_does_whatever_the_rule) {
  const BatchNormLayer layer = random_batch_norm(image);
  const Matrix input = test::random_matrix(rows, image.size(), 55);
  const Matrix arriving = test::random_matrix(rows, image.size(), 56);
  const LayerPass expected = test::pass_layer(layer, input, arriving, test::by_rule(epsilon_rule()));
  Rule flat = epsilon_rule();
  flat.shares[0].passes = {{InputPart::ones, WeightPart::ones, BiasPart::none}};
  const LayerPass pass = test::pass_layer(layer, input, arriving, test::by_rule(flat));
  EXPECT_EQ(pass.input_feedback(), expected.input_feedback());
  EXPECT_EQ(pass.parameter_feedback.weight, expected.parameter_feedback.weight);
}

TEST(batch_norm, keeps_no_feedback_of_a_channel_in_training_where_the_rule_is_exact) {
  const BatchNormLayer layer = random_batch_norm(features);
  const Matrix input = test::random_matrix(rows, features.size(), 57);
  Rule exact = epsilon_rule();
  exact.epsilon = 0;
  const LayerPass pass =
      test::pass_layer(layer, input, test::random_matrix(rows, features.size(), 58), test::by_rule(exact));
  const Matrix centred = pass.input_feedback().cwiseQuotient(input);
  for (Index channel = 0; channel < features.channels; ++channel)
    EXPECT_NEAR(centred.col(channel).sum(), 0, 1e-9) << "the statistics take up what all inputs share";
}

TEST(batch_norm, takes_up_the_mean_and_the_unbiased_variance_of_a_batch) {
  BatchNormLayer layer = random_batch_norm(image);
  const Matrix before = layer.statistics();
  const Matrix input = test::random_matrix(rows, image.size(), 59);
  const LayerTrace trace = test::pass_up(layer, input);
  EXPECT_EQ(layer.statistics(), before) << "looking alone changes nothing";
  layer.learn_statistics(trace);
  for (Index channel = 0; channel < image.channels; ++channel) {
    const Where where{channel, image.height * image.width};
    const NaiveChannel naive = naive_channel(layer, input, input, where, true);
    const Scalar unbiased = naive.variance * naive.count() / (naive.count() - 1);
    EXPECT_NEAR(layer.statistics()(0, channel), 0.7 * before(0, channel) + 0.3 * naive.mean, 1e-12);
    EXPECT_NEAR(layer.statistics()(1, channel), 0.7 * before(1, channel) + 0.3 * unbiased, 1e-12);
  }
}

TEST(batch_norm, of_a_batch_of_one_stays_finite) {
  BatchNormLayer layer = random_batch_norm(features);
  const Matrix input = test::random_matrix(1, features.size(), 60);
  const LayerPass pass = test::pass_layer(layer, input, Matrix::Ones(1, 4), test::by_rule(epsilon_rule()));
  layer.learn_statistics(pass.trace);
  EXPECT_TRUE(pass.output().allFinite());
  EXPECT_TRUE(pass.input_feedback().allFinite());
  EXPECT_TRUE(layer.statistics().allFinite());
}

TEST(batch_norm, starts_with_scale_1_and_shifts_that_are_not_zero) {
  BatchNormLayer layer(features, settings);
  Random random(61, RandomStream::weights);
  layer.initialise({.initialiser = "kaiming_uniform", .random = random});
  EXPECT_TRUE(layer.parameters().weight.isOnes());
  for (const Scalar shift : layer.parameters().bias) EXPECT_NE(shift, 0);
}

}  // namespace
}  // namespace lfp::test::batch_norm_test
