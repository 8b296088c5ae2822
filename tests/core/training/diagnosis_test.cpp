#include "core/training/diagnosis.h"

#include "tests/support/passed_sample.h"

#include <string>

#include <gtest/gtest.h>

namespace lfp::test::diagnosis_test {
namespace {

/// The second layer's neuron 3 sums up contributions of `size` that cancel but for `rest`.
test::NetworkCase cancelling(double size, double rest) {
  test::NetworkCase given = test::three_dense_layers();
  Network& network = given.network;
  network.block(0).parameters().weight.setZero();
  network.block(0).parameters().bias.setOnes();
  network.block(1).parameters().bias.setZero();
  auto row = network.block(1).parameters().weight.row(2);
  row.setZero();
  row(0) = static_cast<Scalar>(size);
  row(1) = static_cast<Scalar>(rest - size);
  return given;
}

DivergedRun seen(const Passed& passed) {
  return {.network = passed.given.network, .trace = passed.trace, .pass = *passed.pass};
}

TEST(a_diagnosis, blames_a_denominator_in_which_contributions_cancel) {
  Passed passed(cancelling(1e3, 1e-4), lfp_run("epsilon", {{"epsilon", 1e-6}}));
  const Divergence divergence = diagnose_feedback(seen(passed), 0, 7);
  EXPECT_EQ(divergence.unit, 3);
  EXPECT_EQ(divergence.term, "R / (z + ε)");
  EXPECT_NE(divergence.cause.find("of neuron 3 in layer 2"), std::string::npos) << divergence.cause;
  EXPECT_NE(divergence.cause.find("terms without their signs add up to 2e3"), std::string::npos)
      << divergence.cause;
  EXPECT_NE(divergence.remedy.find("Raise ε"), std::string::npos);
}

TEST(a_diagnosis, blames_no_denominator_that_is_only_smaller_than_the_others) {
  test::NetworkCase given = cancelling(1.0, 1.0);
  // All but neuron 3 are a million times as large: it is small among them, but nothing cancels in it.
  Matrix& weight = given.network.block(1).parameters().weight;
  weight = weight.cwiseAbs() * 1e6;
  weight.row(2) /= 1e6;
  Passed passed(std::move(given), lfp_run("epsilon", {{"epsilon", 1e-6}}));
  const Divergence divergence = diagnose_feedback(seen(passed), 0, 7);
  EXPECT_EQ(divergence.unit, 0);
  EXPECT_EQ(divergence.cause.find("denominator"), std::string::npos) << divergence.cause;
  EXPECT_EQ(divergence.remedy.find("ε,"), std::string::npos) << divergence.remedy;
}

TEST(a_diagnosis, blames_no_denominator_that_epsilon_keeps_from_zero) {
  Passed passed(cancelling(10.0, 1e-4), lfp_run("epsilon", {{"epsilon", 1.0}}));
  EXPECT_EQ(diagnose_feedback(seen(passed), 0, 7).cause.find("denominator"), std::string::npos);
}

TEST(a_diagnosis, blames_no_denominator_where_the_rule_or_the_method_has_none) {
  for (const RunSpec& run : {test::gradient_run(), lfp_run("z_plus_z_minus")}) {
    Passed passed(cancelling(1e3, 1e-4), run);
    EXPECT_EQ(diagnose_feedback(seen(passed), 0, 7).cause.find("denominator"), std::string::npos);
  }
}

TEST(a_diagnosis, of_an_update_names_the_weight_that_would_move_furthest) {
  Passed passed(cancelling(1e3, 1e-4), lfp_run("epsilon", {{"epsilon", 1e-6}}));
  Parameters feedback{.weight = Matrix::Zero(6, 7), .bias = Vector::Zero(6)};
  feedback.weight(2, 1) = 5;
  const Divergence divergence = diagnose_update(seen(passed), 1, feedback, 2e4, 9);
  EXPECT_EQ(divergence.step, 9);
  EXPECT_EQ(divergence.layer, 2);
  EXPECT_EQ(divergence.term, "weight of neuron 3 from input 2");
  EXPECT_NE(divergence.cause.find("2e4 × the size of the weights"), std::string::npos) << divergence.cause;
  EXPECT_NE(divergence.cause.find("denominator"), std::string::npos) << divergence.cause;
}

}  // namespace
}  // namespace lfp::test::diagnosis_test
