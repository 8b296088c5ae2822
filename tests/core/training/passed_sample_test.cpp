#include "core/training/passed_sample.h"

#include "tests/support/network_pass.h"
#include "tests/support/random_layer.h"
#include "tests/support/small_datasets.h"

#include <gtest/gtest.h>

namespace lfp::test::passed_sample_test {
namespace {

constexpr TraceUse both_ways{.training = false, .downward = true, .to_input = true};

NetworkSpec small_network() {
  return test::network_spec(
      {test::layer_spec("conv2d", {{"channels", std::int64_t{3}}}, "relu"), test::dense_spec(2, "")});
}

TEST(a_passed_sample, has_the_logits_and_the_feedback_of_the_whole_way) {
  const auto dataset = test::small_images();
  test::NetworkCase given = test::network_case(small_network(), dataset->shape, 1, 4);
  given.training = false;
  const Samples& samples = dataset->train;
  for (Index i = 0; i < given.input.cols(); ++i)
    given.input(0, i) = static_cast<Scalar>(samples.input(7)[static_cast<std::size_t>(i)]);
  given.labels = {samples.labels[7]};
  const RunSpec run = test::lfp_run("epsilon", {{"epsilon", 0.01}});
  const test::NetworkPass expected = test::pass_network(given, run);

  const Network& network = given.network;
  PassedSample passed(network, given.task, 1, both_ways);
  passed.set(0, samples, 7);
  passed.up(network, 5, 1);
  EXPECT_EQ(network.logits(passed.trace()), network.logits(expected.trace));
  std::vector<Parameters> feedback;
  std::vector<Parameters*> places;
  for (std::size_t b = 0; b < network.blocks(); ++b)
    feedback.push_back(test::zeros_like(network.block(b).parameters()));
  for (Parameters& one : feedback) places.push_back(&one);
  passed.down(make_backward_pass(run, network, given.task, "run"), places);
  EXPECT_EQ(passed.pass().input_feedback(network, passed.trace()), expected.input_feedback);
  for (std::size_t b = 0; b < network.blocks(); ++b) {
    EXPECT_EQ(feedback[b].weight, expected.feedback[b].weight) << b;
    EXPECT_EQ(feedback[b].bias, expected.feedback[b].bias) << b;
  }
}

TEST(a_passed_sample, gives_its_room_to_the_next_one) {
  const auto dataset = test::small_images();
  const test::NetworkCase given = test::network_case(small_network(), dataset->shape, 1, 4);
  PassedSample first(given.network, given.task, 1, both_ways);
  PassedSample fresh(given.network, given.task, 1, both_ways);
  for (const std::int64_t index : {3, 9}) {
    first.set(0, dataset->train, index);
    first.up(given.network, 0, 0);
    first.down(make_backward_pass(test::gradient_run(), given.network, given.task, "run"));
  }
  fresh.set_input(dataset->train.input(9), dataset->train.labels[9]);
  fresh.up(given.network, 0, 0);
  fresh.down(make_backward_pass(test::gradient_run(), given.network, given.task, "run"));
  EXPECT_EQ(given.network.logits(first.trace()), given.network.logits(fresh.trace()));
  EXPECT_EQ(first.trace().layers.front().feedback, fresh.trace().layers.front().feedback);
}

}  // namespace
}  // namespace lfp::test::passed_sample_test
