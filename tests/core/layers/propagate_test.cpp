#include "core/layers/propagate.h"

#include "tests/support/expect_close.h"
#include "tests/support/feedback_case.h"
#include "tests/support/naive_rules.h"
#include "tests/support/random_layer.h"

#include <gtest/gtest.h>

namespace lfp::test::propagate_test {
namespace {

struct Result {
  Matrix input_feedback;
  Parameters parameter_feedback;
};

Result run_rule(const Rule& rule, const NaiveLayer& layer, Workspace& workspace) {
  const DenseLayer dense = test::to_dense(layer);
  Result result{.input_feedback = Matrix::Constant(layer.input.rows(), layer.input.cols(), 99),
                .parameter_feedback = dense.parameters()};
  propagate(rule, dense, layer.input, layer.output(), layer.feedback, workspace, &result.input_feedback,
            &result.parameter_feedback);
  return result;
}

Result run_rule(const Choice& choice, const NaiveLayer& layer) {
  Workspace workspace;
  return run_rule(*make_from(rule_entries(), choice, "test"), layer, workspace);
}

TEST(epsilon_rule, a_zero_weight_never_gets_feedback) {
  NaiveLayer layer = test::random_layer(6, 8, 3, 2);
  layer.weight(1, 2) = 0;
  layer.bias[0] = 0;
  const Result result = run_rule(choose("epsilon"), layer);
  EXPECT_EQ(result.parameter_feedback.weight(1, 2), 0);
  EXPECT_EQ(result.parameter_feedback.bias[0], 0);
}

TEST(zero_rule, a_quotient_over_a_zero_output_is_zero) {
  NaiveLayer layer = test::random_layer(7, 1, 2, 1, false);
  layer.input << 1, 1;
  layer.weight << 2, -2;
  const Result result = run_rule(choose("zero"), layer);
  EXPECT_TRUE(result.input_feedback.isZero(0));
  EXPECT_TRUE(result.parameter_feedback.weight.isZero(0));
}

TEST(epsilon_rule, takes_negative_zero_for_positive) {
  EXPECT_EQ(stabilised(Scalar(-0.0), Scalar(0.5)), Scalar(0.5));
  EXPECT_EQ(quotient_of(3, Scalar(-0.0), Scalar(0.5)), 6);
  EXPECT_EQ(quotient_of(3, Scalar(0.0), Scalar(0.5)), 6);
  EXPECT_EQ(quotient_of(3, Scalar(-1), Scalar(0.5)), -2);
  EXPECT_EQ(quotient_of(3, Scalar(-0.0), 0), 0);
}

TEST(gamma_rule, gives_nothing_where_the_output_is_exactly_zero) {
  NaiveLayer layer = test::random_layer(8, 1, 2, 1, false);
  layer.input << 1, 1;
  layer.weight << 2, -2;
  for (const char* parameters : {"own", "epsilon"}) {
    const Result result = run_rule(choose("gamma", {{"parameters", std::string(parameters)}}), layer);
    EXPECT_TRUE(result.input_feedback.isZero(0));
    EXPECT_EQ(result.parameter_feedback.weight.isZero(0), parameters == std::string("own"))
        << "the epsilon share knows no gates";
  }
}

TEST(z_plus_z_minus_rule, equals_lfp_0_where_contributions_have_one_sign_and_there_is_no_bias) {
  NaiveLayer layer = test::random_layer(9, 4, 5, 3, false);
  layer.input = layer.input.cwiseAbs();
  layer.weight = layer.weight.cwiseAbs();
  layer.weight.row(1) *= -1;
  const Result exact = run_rule(choose("zero"), layer);
  const Result bounded =
      run_rule(choose("z_plus_z_minus", {{"epsilon", 0.0}, {"parameters", std::string("own")}}), layer);
  test::expect_close(bounded.input_feedback, exact.input_feedback);
  test::expect_close(bounded.parameter_feedback.weight, exact.parameter_feedback.weight);
}

TEST(alpha_beta_rule, with_beta_0_is_z_plus) {
  const NaiveLayer layer = test::random_layer(10, 4, 5, 3);
  test::expect_close(run_rule(choose("alpha_beta", {{"alpha", 1.0}, {"beta", 0.0}}), layer).input_feedback,
                     run_rule(choose("z_plus"), layer).input_feedback);
}

TEST(gamma_rule, with_gamma_0_is_epsilon) {
  const NaiveLayer layer = test::random_layer(11, 4, 5, 3);
  test::expect_close(run_rule(choose("gamma", {{"gamma", 0.0}}), layer).input_feedback,
                     run_rule(choose("epsilon"), layer).input_feedback, "", 1e-9);
}

TEST(every_rule, does_not_care_what_its_workspace_was_used_for_before) {
  for (const auto& rule : test::rule_cases()) {
    Workspace used;
    run_rule(*rule.make(), test::random_layer(12, 9, 8, 7), used);
    const NaiveLayer layer = test::random_layer(13, 2, 3, 4, false);
    const Result again = run_rule(*rule.make(), layer, used);
    const Result fresh = run_rule(rule.choice, layer);
    EXPECT_EQ(again.input_feedback, fresh.input_feedback) << rule.name;
    EXPECT_EQ(again.parameter_feedback.weight, fresh.parameter_feedback.weight) << rule.name;
  }
}

}  // namespace
}  // namespace lfp::test::propagate_test
