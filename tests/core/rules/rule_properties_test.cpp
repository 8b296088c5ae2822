#include "core/layers/linear_layer.h"
#include "tests/support/layer_pass.h"
#include "tests/support/naive_layers.h"
#include "tests/support/naive_rules.h"

#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lfp::test::rule_properties_test {
namespace {

/// A linear layer of any kind and size, with random numbers.
struct AnyLayer {
  LinearCase linear;
  std::unique_ptr<Layer> layer;
  Matrix input;
  Matrix arriving;
  std::uint64_t seed;

  const LinearLayer& map() const { return dynamic_cast<const LinearLayer&>(*layer); }
  LayerPass down(const Rule& rule) const {
    return test::pass_layer(*layer, input, arriving, test::by_rule(rule));
  }
};

LinearCase any_linear_case() {
  const auto small = [](std::int64_t least, std::int64_t most) {
    return *rc::gen::inRange<std::int64_t>(least, most + 1);
  };
  const auto kind = *rc::gen::element(0, 1, 2);
  const bool bias = *rc::gen::arbitrary<bool>();
  if (kind == 0) return test::dense_case("dense", Shape{small(1, 12)}, small(1, 12), bias);
  const Shape shape{.channels = small(1, 3), .height = small(3, 7), .width = small(3, 7)};
  const auto height = small(1, 3);
  const auto width = small(1, 3);
  const auto window = test::window(height, width, small(1, 3), small(0, std::max(height, width) - 1));
  if (kind == 1) return test::conv2d_case("conv2d", shape, small(1, 3), window, bias);
  return test::average_pool_case("average_pool", shape, window);
}

AnyLayer any_layer(Index batch = 2) {
  AnyLayer any{.linear = any_linear_case(),
               .layer = nullptr,
               .input = {},
               .arriving = {},
               .seed = *rc::gen::arbitrary<std::uint32_t>()};
  any.layer = any.linear.make();
  if (any.layer->parameters().count() > 0) test::randomise(*any.layer, any.seed);
  any.input = test::random_matrix(batch, any.layer->input_shape().size(), any.seed + 1);
  any.arriving = test::random_matrix(batch, any.layer->output_shape().size(), any.seed + 2);
  return any;
}

RuleCase any_rule() {
  return *rc::gen::elementOf(test::rule_cases());
}

void assert_close(const Matrix& actual, const Matrix& expected, Scalar scale = 1) {
  RC_ASSERT(actual.rows() == expected.rows() && actual.cols() == expected.cols());
  if (actual.size() == 0) return;
  RC_ASSERT((actual - expected).cwiseAbs().maxCoeff() <= 1e-10 * (scale + expected.cwiseAbs().maxCoeff()));
}

Rule epsilon_rule(Scalar epsilon) {
  Rule rule;
  rule.shares = {{.passes = {Pass{}}, .normaliser = {}}};
  rule.epsilon = epsilon;
  return rule;
}

RC_GTEST_PROP(conservation, what_arrives_is_passed_on_or_taken_up_by_bias_and_epsilon, ()) {
  const AnyLayer any = any_layer(1);
  const Scalar epsilon = 0.05;
  const LayerPass pass = any.down(epsilon_rule(epsilon));
  const Vector& bias = any.map().linear_map().bias;
  Scalar bias_share = 0;
  Scalar leak = 0;
  for (Index j = 0; j < any.arriving.cols(); ++j) {
    const Scalar z = pass.output()(0, j);
    const Scalar quotient = any.arriving(0, j) / test::naive_stabilised(z, epsilon);
    if (bias.size() > 0) bias_share += bias[j / (any.arriving.cols() / bias.size())] * quotient;
    leak += (test::naive_stabilised(z, epsilon) - z) * quotient;
  }
  const Scalar scale = 1 + any.arriving.cwiseAbs().sum() / epsilon;
  RC_ASSERT(std::abs(pass.input_feedback().sum() + bias_share + leak - any.arriving.sum()) <= 1e-12 * scale);
}

RC_GTEST_PROP(conservation, without_bias_lfp_0_passes_on_all_that_reaches_an_output_that_is_not_zero, ()) {
  AnyLayer any = any_layer();
  any.layer->parameters().bias.setZero();
  const LayerPass pass = any.down(epsilon_rule(0));
  const Matrix reached = (pass.output().array() != 0)
                             .select(any.arriving, Matrix::Zero(any.arriving.rows(), any.arriving.cols()));
  const Scalar smallest = pass.output().cwiseAbs().minCoeff();
  RC_PRE(smallest == 0 || smallest > 1e-3);
  RC_ASSERT(std::abs(pass.input_feedback().sum() - reached.sum()) < 1e-8);
}

RC_GTEST_PROP(every_rule, is_equivariant_to_the_scale_of_feedback, ()) {
  AnyLayer any = any_layer();
  const RuleCase rule = any_rule();
  const auto factor = static_cast<Scalar>(*rc::gen::inRange(-50, 50)) / 8;
  const LayerPass once = any.down(*rule.make());
  any.arriving *= factor;
  const LayerPass scaled = any.down(*rule.make());
  assert_close(scaled.input_feedback(), factor * once.input_feedback());
  assert_close(scaled.parameter_feedback.weight, factor * once.parameter_feedback.weight);
  assert_close(scaled.parameter_feedback.bias, factor * once.parameter_feedback.bias);
}

RC_GTEST_PROP(lfp_0, does_not_care_about_the_scale_of_a_layer, ()) {
  AnyLayer any = any_layer();
  RC_PRE(any.layer->parameters().count() > 0);
  const Scalar factor = *rc::gen::element(-4.0, -0.5, 0.25, 8.0);  // powers of two: exact
  const LayerPass once = any.down(epsilon_rule(0));
  any.layer->parameters().weight *= factor;
  any.layer->parameters().bias *= factor;
  const LayerPass scaled = any.down(epsilon_rule(0));
  RC_ASSERT(scaled.output() == factor * once.output());
  RC_ASSERT(scaled.input_feedback() == once.input_feedback());
  RC_ASSERT(scaled.parameter_feedback.weight == sign_of(factor) * once.parameter_feedback.weight);
}

RC_GTEST_PROP(every_rule, gives_a_batch_the_sum_of_its_samples, ()) {
  const AnyLayer any = any_layer(4);
  const RuleCase rule = any_rule();
  const LayerPass whole = any.down(*rule.make());
  Parameters sum = test::zeros_like(any.layer->parameters());
  for (Index n = 0; n < 4; ++n) {
    const LayerPass part =
        test::pass_layer(*any.layer, any.input.row(n), any.arriving.row(n), test::by_rule(*rule.make()));
    assert_close(part.input_feedback(), whole.input_feedback().row(n));
    sum.weight += part.parameter_feedback.weight;
    sum.bias += part.parameter_feedback.bias;
  }
  if (any.layer->parameters().count() == 0) return;
  const Scalar scale = 1 + sum.weight.cwiseAbs().maxCoeff() * 1e3;
  assert_close(whole.parameter_feedback.weight, sum.weight, scale);
  assert_close(whole.parameter_feedback.bias, sum.bias, scale);
}

/// Which place each number moves to.
std::vector<Index> any_order(Index count, std::uint64_t seed) {
  std::vector<std::int32_t> drawn(static_cast<std::size_t>(count));
  std::iota(drawn.begin(), drawn.end(), 0);
  Random(seed, RandomStream::split).shuffle(drawn);
  return {drawn.begin(), drawn.end()};
}

RC_GTEST_PROP(every_rule, does_not_care_about_the_order_of_neurons, ()) {
  const auto inputs = *rc::gen::inRange<Index>(1, 10);
  const auto units = *rc::gen::inRange<Index>(1, 10);
  const auto seed = *rc::gen::arbitrary<std::uint32_t>();
  const RuleCase rule = any_rule();
  const auto layer = test::dense_case("dense", Shape{inputs}, units, true).make();
  test::randomise(*layer, seed);
  const Matrix input = test::random_matrix(2, inputs, seed + 1);
  const Matrix arriving = test::random_matrix(2, units, seed + 2);
  const auto pass = test::pass_layer(*layer, input, arriving, test::by_rule(*rule.make()));

  const auto from = any_order(inputs, seed);
  const auto to = any_order(units, seed + 1);
  const Parameters original = layer->parameters();
  layer->parameters().weight = original.weight(to, from);
  layer->parameters().bias = original.bias(to);
  const Matrix mixed_input = input(Eigen::all, from);
  const Matrix mixed_arriving = arriving(Eigen::all, to);
  const auto mixed = test::pass_layer(*layer, mixed_input, mixed_arriving, test::by_rule(*rule.make()));
  const Scalar scale = 1e3;  // sums in another order, over denominators that may be small
  assert_close(mixed.input_feedback(), pass.input_feedback()(Eigen::all, from), scale);
  assert_close(mixed.parameter_feedback.weight, pass.parameter_feedback.weight(to, from), scale);
  assert_close(mixed.parameter_feedback.bias, pass.parameter_feedback.bias(to), scale);
}

RC_GTEST_PROP(z_plus_z_minus_rule, never_hands_down_more_than_arrived, ()) {
  const AnyLayer any = any_layer(3);
  const Choice choice{.name = "z_plus_z_minus", .settings = {}};
  Rule rule = *make_from(rule_entries(), choice, "rule");
  rule.epsilon = 0;
  const LayerPass pass = any.down(rule);
  for (Index n = 0; n < 3; ++n)
    RC_ASSERT(pass.input_feedback().row(n).cwiseAbs().sum() <=
              any.arriving.row(n).cwiseAbs().sum() * (1 + 1e-12));
}

RC_GTEST_PROP(every_rule, gives_nothing_where_nothing_arrives, ()) {
  AnyLayer any = any_layer();
  any.arriving.setZero();
  const LayerPass pass = any.down(*any_rule().make());
  RC_ASSERT(pass.input_feedback().isZero(0));
  if (any.layer->parameters().count() > 0) RC_ASSERT(pass.parameter_feedback.weight.isZero(0));
}

}  // namespace
}  // namespace lfp::test::rule_properties_test
