#include "core/layers/input_coding.h"

#include "tests/support/error_text.h"
#include "tests/support/expect_close.h"
#include "tests/support/layer_pass.h"
#include "tests/support/network_pass.h"

#include <gtest/gtest.h>

namespace lfp::test::input_coding_test {
namespace {

using Whole = std::int64_t;
constexpr Index steps = 9;
constexpr InputRange range{.low = -1, .high = 3};

Matrix row(std::initializer_list<Scalar> numbers) {
  Matrix result(1, static_cast<Index>(numbers.size()));
  std::copy(numbers.begin(), numbers.end(), result.data());
  return result;
}

TEST(rate_coding, spikes_as_often_as_a_number_is_large) {
  constexpr Index many = 4000;
  const auto coding = make_coding("rate", Shape{5}, many, range);
  const LayerTrace trace = test::pass_up(*coding, row({-1, 0, 1, 2, 3}));
  ASSERT_EQ(trace.output.rows(), many);
  EXPECT_TRUE((trace.output.array() == 0 || trace.output.array() == 1).all());
  for (Index i = 0; i < 5; ++i) {
    const double p = static_cast<double>(i) / 4;
    EXPECT_NEAR(trace.output.col(i).mean(), p, 5 * std::sqrt(p * (1 - p) / many)) << "input " << i;
  }
}

TEST(rate_coding, draws_every_step_and_input_anew) {
  const auto coding = make_coding("rate", Shape{200}, steps, range);
  const LayerTrace trace = test::pass_up(*coding, Matrix::Ones(1, 200));
  for (Index step = 1; step < steps; ++step) EXPECT_NE(trace.output.row(step), trace.output.row(0));
  EXPECT_EQ(test::pass_up(*coding, Matrix::Ones(1, 200)).output, trace.output) << "the same seed";
  EXPECT_NE(test::pass_up(*coding, Matrix::Ones(1, 200), true, 2).output, trace.output);
}

TEST(codings, take_numbers_beyond_the_range_for_its_ends) {
  for (const char* name : {"rate", "latency"}) {
    const auto coding = make_coding(name, Shape{2}, steps, range);
    EXPECT_EQ(test::pass_up(*coding, row({-100, 100})).output, test::pass_up(*coding, row({-1, 3})).output);
  }
}

TEST(codings, of_data_that_are_all_the_same_never_spike) {
  for (const char* name : {"rate", "latency"}) {
    const auto coding = make_coding(name, Shape{2}, steps, {.low = 2, .high = 2});
    EXPECT_TRUE(test::pass_up(*coding, row({2, 2})).output.isZero(0)) << name;
  }
}

TEST(latency_coding, spikes_once_and_the_earlier_the_larger_a_number_is) {
  const auto coding = make_coding("latency", Shape{6}, steps, range);
  const LayerTrace trace = test::pass_up(*coding, row({3, 2, 1, 0, -0.5, -1}));
  const std::vector<Index> spikes_at = {0, 2, 4, 6, 7};  // of 0 .. 8
  for (std::size_t i = 0; i < spikes_at.size(); ++i) {
    EXPECT_EQ(trace.output.col(static_cast<Index>(i)).sum(), 1);
    EXPECT_EQ(trace.output(spikes_at[i], static_cast<Index>(i)), 1) << "input " << i;
  }
  EXPECT_EQ(trace.output.col(5).sum(), 0) << "the smallest never spikes";
}

TEST(latency_coding, in_a_single_step_spikes_at_once) {
  const auto coding = make_coding("latency", Shape{2}, 1, range);
  EXPECT_EQ(test::pass_up(*coding, row({-1, 0})).output, row({0, 1}));
}

TEST(codings, keep_the_samples_of_a_batch_apart) {
  const auto coding = make_coding("latency", Shape{1}, 3, range);
  const LayerTrace trace = test::pass_up(*coding, (Matrix(2, 1) << 3, 1).finished());
  EXPECT_EQ(trace.output, (Matrix(6, 1) << 1, 0, 0, 1, 0, 0).finished()) << "step by step, then sample";
}

TEST(codings, sum_feedback_over_time_on_the_way_down) {
  for (const char* name : {"rate", "latency"}) {
    const auto coding = make_coding(name, Shape{4}, steps, range);
    const Matrix arriving = test::random_matrix(steps * 2, 4, 91);
    for (const auto& down : {test::by_rule(Rule{}), test::by_gradient()}) {
      const auto pass = test::pass_layer(*coding, test::random_matrix(2, 4, 92), arriving, down);
      Matrix expected = Matrix::Zero(2, 4);
      for (Index step = 0; step < steps; ++step) expected += arriving.middleRows(step * 2, 2);
      test::expect_close(pass.input_feedback(), expected);
    }
  }
}

TEST(constant_coding, needs_no_layer) {
  EXPECT_EQ(make_coding("constant", Shape{4}, steps, range), nullptr);
  EXPECT_EQ(coding_names(), (std::vector<std::string>{"constant", "rate", "latency"}));
}

NetworkSpec spiking_network(const std::string& coding) {
  NetworkSpec spec = test::network_spec({layer_spec("lif_dense", {{"units", Whole{6}}, {"threshold", 0.2}}),
                                         layer_spec("lif_dense", {{"units", Whole{3}}, {"threshold", 0.2}})});
  spec.steps = steps;
  spec.coding = coding;
  return spec;
}

TEST(a_coded_network, begins_time_at_its_coding_and_adds_up_spikes_as_logits) {
  for (const char* name : {"constant", "rate", "latency"}) {
    const NetworkCase given = test::network_case(spiking_network(name), Shape{4}, 2, 93);
    const Network& network = given.network;
    const Trace trace = given.up();
    EXPECT_TRUE(network.is_in_time());
    EXPECT_EQ(network.blocks(), 2U) << "a coding is no layer that people count";
    EXPECT_EQ(network.is_in_time_before(0), name != std::string("constant"));
    const Matrix& spikes = trace.layers.back().output;
    ASSERT_EQ(spikes.rows(), 2 * steps);
    Matrix sum = Matrix::Zero(2, 3);
    for (Index step = 0; step < steps; ++step) sum += spikes.middleRows(2 * step, 2);
    EXPECT_EQ(network.logits(trace), sum) << name;
    EXPECT_GT(sum.sum(), 0) << name;
  }
}

TEST(a_coded_network, hands_feedback_down_to_the_samples) {
  for (const char* name : {"rate", "latency"}) {
    const NetworkCase given = test::network_case(spiking_network(name), Shape{4}, 2, 94);
    const test::NetworkPass pass = pass_network(given, test::lfp_run("epsilon"));
    const Matrix& by_step = pass.trace.layers[1].feedback;
    Matrix sum = Matrix::Zero(2, 4);
    for (Index step = 0; step < steps; ++step) sum += by_step.middleRows(2 * step, 2);
    test::expect_close(pass.input_feedback, sum, name);
    EXPECT_FALSE(pass.input_feedback.isZero(0));
  }
}

TEST(a_coded_network, draws_the_same_for_the_same_seed_and_step) {
  const NetworkCase given = test::network_case(spiking_network("rate"), Shape{4}, 2, 95);
  const auto coded = [&](std::uint64_t seed, std::uint64_t step) {
    Trace trace = given.network.make_trace(2, {.downward = false});
    trace.input = given.input;
    given.network.draw(trace, seed, step);
    given.network.forward(trace);
    return trace.layers.front().output;
  };
  EXPECT_EQ(coded(1, 3), coded(1, 3));
  EXPECT_NE(coded(1, 3), coded(1, 4));
  EXPECT_NE(coded(1, 3), coded(2, 3));
}

}  // namespace
}  // namespace lfp::test::input_coding_test
