#include "core/rules/propagate.h"

#include "tests/support/random_layer.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lfp {
namespace {

using test::NaiveLayer;
using test::NaiveShare;

struct Result {
  Matrix input_feedback;
  Parameters parameter_feedback;
};

Result run_rule(const Choice& choice, const NaiveLayer& layer) {
  const auto rule = make_from(rule_entries(), choice, "test");
  const DenseLayer dense = test::to_dense(layer);
  Matrix output(layer.input.rows(), layer.weight.rows());
  dense.apply(layer.input, layer.weight, layer.bias, output);
  Result result{.input_feedback = Matrix::Zero(layer.input.rows(), layer.input.cols()),
                .parameter_feedback = dense.parameters()};
  PropagateWorkspace workspace;
  propagate(*rule, dense, layer.input, output, layer.feedback, workspace, &result.input_feedback,
            &result.parameter_feedback);
  return result;
}

Choice choice(std::string name, std::initializer_list<std::pair<const char*, SettingValue>> settings) {
  Choice result{.name = std::move(name), .settings = {}};
  for (const auto& [key, value] : settings) result.settings.set(key, value);
  return result;
}

void expect_close(const Matrix& actual, const Matrix& expected) {
  ASSERT_EQ(actual.rows(), expected.rows());
  ASSERT_EQ(actual.cols(), expected.cols());
  for (Index i = 0; i < actual.size(); ++i)
    EXPECT_NEAR(actual.data()[i], expected.data()[i], 1e-10 * std::max(1.0, std::abs(expected.data()[i])))
        << i;
}

struct RuleCase {
  const char* name;
  Choice choice;
  NaiveShare share;
  bool own_parameters;
};

class EveryRule : public testing::TestWithParam<RuleCase> {};

TEST_P(EveryRule, agrees_with_its_definition_on_inputs) {
  for (const bool with_bias : {true, false}) {
    const NaiveLayer layer = test::random_layer(3, 5, 7, 4, with_bias);
    expect_close(run_rule(GetParam().choice, layer).input_feedback,
                 naive_input_feedback(layer, GetParam().share));
  }
}

TEST_P(EveryRule, agrees_with_its_definition_on_weights) {
  const NaiveLayer layer = test::random_layer(4, 6, 5, 3);
  const NaiveShare share = GetParam().own_parameters ? GetParam().share : test::naive_epsilon(1e-6);
  expect_close(run_rule(GetParam().choice, layer).parameter_feedback.weight,
               naive_weight_feedback(layer, share));
}

TEST_P(EveryRule, treats_a_batch_as_the_sum_of_its_samples) {
  const NaiveLayer layer = test::random_layer(5, 4, 6, 3);
  const Result whole = run_rule(GetParam().choice, layer);
  Matrix weights = Matrix::Zero(3, 6);
  Vector biases = Vector::Zero(3);
  for (Index n = 0; n < 4; ++n) {
    NaiveLayer one = layer;
    one.input = layer.input.row(n);
    one.feedback = layer.feedback.row(n);
    const Result part = run_rule(GetParam().choice, one);
    weights += part.parameter_feedback.weight;
    biases += part.parameter_feedback.bias;
    expect_close(part.input_feedback, whole.input_feedback.row(n));
  }
  expect_close(whole.parameter_feedback.weight, weights);
  expect_close(whole.parameter_feedback.bias, biases);
}

INSTANTIATE_TEST_SUITE_P(
    rules, EveryRule,
    testing::Values(
        RuleCase{"zero", choice("zero", {}), test::naive_epsilon(0), true},
        RuleCase{"epsilon", choice("epsilon", {{"epsilon", 1e-6}}), test::naive_epsilon(1e-6), false},
        RuleCase{"z_plus", choice("z_plus", {{"epsilon", 1e-6}}), test::naive_z_plus(1e-6), false},
        RuleCase{"z_plus_own", choice("z_plus", {{"parameters", std::string("own")}}),
                 test::naive_z_plus(1e-6), true},
        RuleCase{"alpha_beta", choice("alpha_beta", {{"alpha", 3.0}, {"beta", 2.0}}),
                 test::naive_alpha_beta(3, 2, 1e-6), false},
        RuleCase{"alpha_beta_own", choice("alpha_beta", {{"parameters", std::string("own")}}),
                 test::naive_alpha_beta(2, 1, 1e-6), true},
        RuleCase{"gamma", choice("gamma", {{"gamma", 0.5}}), test::naive_gamma(0.5, 1e-6), false},
        RuleCase{"z_plus_z_minus",
                 choice("z_plus_z_minus", {{"epsilon", 0.01}, {"parameters", std::string("own")}}),
                 test::naive_z_plus_z_minus(0.01), true},
        RuleCase{"w_square", choice("w_square", {}), test::naive_w_square(1e-6), false},
        RuleCase{"flat", choice("flat", {}), test::naive_flat(1e-6), false}),
    [](const auto& rule) { return std::string(rule.param.name); });

TEST(epsilon_rule, a_zero_weight_never_gets_feedback) {
  NaiveLayer layer = test::random_layer(6, 8, 3, 2);
  layer.weight(1, 2) = 0;
  layer.bias[0] = 0;
  const Result result = run_rule(choice("epsilon", {}), layer);
  EXPECT_EQ(result.parameter_feedback.weight(1, 2), 0);
  EXPECT_EQ(result.parameter_feedback.bias[0], 0);
}

TEST(zero_rule, a_quotient_over_a_zero_output_is_zero) {
  NaiveLayer layer = test::random_layer(7, 1, 2, 1, false);
  layer.input << 1, 1;
  layer.weight << 2, -2;
  const Result result = run_rule(choice("zero", {}), layer);
  EXPECT_TRUE(result.input_feedback.isZero(0));
  EXPECT_TRUE(result.parameter_feedback.weight.isZero(0));
}

TEST(epsilon_rule, is_positive_at_negative_zero) {
  EXPECT_EQ(stabilised(Scalar(-0.0), Scalar(0.5)), Scalar(0.5));
  NaiveLayer layer = test::random_layer(8, 1, 1, 1, false);
  layer.input << -0.0;
  layer.weight << 1;
  layer.feedback << 3;
  // z = -0.0 counts as positive: q = 3 / 0.5, and the weight gets |w| * x * q = -0.0.
  EXPECT_EQ(run_rule(choice("epsilon", {{"epsilon", 0.5}}), layer).parameter_feedback.weight(0, 0), 0);
}

RC_GTEST_PROP(conservation, arriving_equals_passed_on_plus_bias_share_plus_epsilon_leak, ()) {
  const auto seed = *rc::gen::arbitrary<std::uint32_t>();
  const auto inputs = *rc::gen::inRange<Index>(1, 12);
  const auto outputs = *rc::gen::inRange<Index>(1, 12);
  const NaiveLayer layer = test::random_layer(seed, 1, inputs, outputs);
  const Scalar epsilon = 0.05;
  const Result result = run_rule(choice("epsilon", {{"epsilon", double{epsilon}}}), layer);
  Scalar bias_share = 0;
  Scalar leak = 0;
  for (Index j = 0; j < outputs; ++j) {
    const Scalar z = layer.output(0, j);
    const Scalar quotient = layer.feedback(0, j) / test::naive_stabilised(z, epsilon);
    bias_share += layer.bias[j] * quotient;
    leak += (test::naive_stabilised(z, epsilon) - z) * quotient;
  }
  const Scalar arriving = layer.feedback.sum();
  const Scalar scale = 1 + layer.feedback.cwiseAbs().sum() / epsilon;
  RC_ASSERT(std::abs(result.input_feedback.sum() + bias_share + leak - arriving) <= 1e-12 * scale);
}

RC_GTEST_PROP(z_plus_z_minus_rule, never_hands_down_more_than_arrived, ()) {
  const auto seed = *rc::gen::arbitrary<std::uint32_t>();
  const NaiveLayer layer =
      test::random_layer(seed, 3, *rc::gen::inRange<Index>(1, 20), *rc::gen::inRange<Index>(1, 20));
  const Result result = run_rule(choice("z_plus_z_minus", {{"epsilon", 0.0}}), layer);
  for (Index n = 0; n < 3; ++n)
    RC_ASSERT(result.input_feedback.row(n).cwiseAbs().sum() <=
              layer.feedback.row(n).cwiseAbs().sum() * (1 + 1e-12));
}

RC_GTEST_PROP(every_rule, is_equivariant_to_the_scale_of_feedback, ()) {
  const auto seed = *rc::gen::arbitrary<std::uint32_t>();
  const auto factor = static_cast<Scalar>(*rc::gen::inRange(-50, 50)) / 8;
  const auto& entry = *rc::gen::elementOf(rule_entries());
  const NaiveLayer layer = test::random_layer(seed, 2, 5, 4);
  NaiveLayer scaled = layer;
  scaled.feedback *= factor;
  const Choice rule{.name = entry.info.name, .settings = {}};
  const Matrix expected = run_rule(rule, layer).input_feedback * factor;
  const Matrix actual = run_rule(rule, scaled).input_feedback;
  RC_ASSERT((actual - expected).cwiseAbs().maxCoeff() <= 1e-10 * (1 + expected.cwiseAbs().maxCoeff()));
}

RC_GTEST_PROP(every_rule, does_not_care_about_the_order_of_inputs, ()) {
  const auto seed = *rc::gen::arbitrary<std::uint32_t>();
  const auto& entry = *rc::gen::elementOf(rule_entries());
  const NaiveLayer layer = test::random_layer(seed, 2, 6, 4);
  NaiveLayer reversed = layer;
  reversed.input = layer.input.rowwise().reverse().eval();
  reversed.weight = layer.weight.rowwise().reverse().eval();
  const Choice rule{.name = entry.info.name, .settings = {}};
  const Matrix expected = run_rule(rule, layer).input_feedback.rowwise().reverse();
  const Matrix actual = run_rule(rule, reversed).input_feedback;
  RC_ASSERT((actual - expected).cwiseAbs().maxCoeff() <= 1e-9 * (1 + expected.cwiseAbs().maxCoeff()));
}

}  // namespace
}  // namespace lfp
