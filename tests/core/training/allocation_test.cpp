// A training step works in room that was made before: nothing is allocated between the ends of epochs.

#include "core/rules/rule.h"
#include "core/training/trainer.h"
#include "tests/support/allocations.h"
#include "tests/support/network_pass.h"
#include "tests/support/small_datasets.h"
#include "tests/support/small_experiment.h"

#include <gtest/gtest.h>

namespace lfp::test::allocation_test {
namespace {

using Whole = std::int64_t;

/// Everything that has room of its own: a convolution, its norm, both poolings, dropout, a block whose sum
/// needs a projection, and dense layers.
NetworkSpec image_network() {
  NetworkSpec network;
  const auto convolution = layer_spec("conv2d", {{"channels", Whole{3}}, {"padding", Whole{1}}}, "relu");
  network.layers = {layer_spec("conv2d", {{"channels", Whole{2}}, {"padding", Whole{1}}}),
                    layer_spec("batch_norm", {}, "relu"),
                    convolution,
                    layer_spec("residual", {{"span", Whole{1}}}, "relu"),
                    layer_spec("max_pool", {}),
                    layer_spec("dropout", {}),
                    layer_spec("average_pool", {}),
                    test::dense_spec(4, "relu"),
                    test::dense_spec(2, "")};
  return network;
}

NetworkSpec spiking_network() {
  NetworkSpec network;
  network.steps = 3;
  network.layers = {layer_spec("lif_dense", {{"units", Whole{5}}}),
                    layer_spec("lif_dense", {{"units", Whole{2}}})};
  return network;
}

/// What a few epochs' steps allocate, but for those that end an epoch.
std::size_t bytes_of_steps(const NetworkSpec& network, const RunSpec& run) {
  Experiment experiment;
  experiment.network = network;
  experiment.batch_size = 25;  // of 60 samples: the last batch of an epoch is short
  experiment.runs = {run};
  Trainer trainer(std::make_shared<const Experiment>(experiment), 0, test::small_images(), true);
  std::size_t bytes = 0;
  for (int step = 1; step <= 30; ++step) {
    const std::size_t before = test::allocated_bytes();
    EXPECT_TRUE(trainer.advance_step());
    if (step > 6 && step % 3 != 0) bytes += test::allocated_bytes() - before;
  }
  return bytes;
}

TEST(Allocation, IsNoPartOfAStepWhateverTheRule) {
  for (const RuleEntry& rule : rule_entries()) {
    RunSpec run;
    run.rule.name = rule.info.name;
    run.clip_norm = 1.0;
    EXPECT_EQ(bytes_of_steps(image_network(), run), 0U) << rule.info.name;
    run.feedback.name = "snn_rate_coded";
    EXPECT_EQ(bytes_of_steps(spiking_network(), run), 0U) << rule.info.name << ", spiking";
  }
}

TEST(Allocation, IsNoPartOfAGradientStep) {
  RunSpec run;
  run.method = Method::gradient;
  run.surrogate = "arctan";
  EXPECT_EQ(bytes_of_steps(image_network(), run), 0U);
  EXPECT_EQ(bytes_of_steps(spiking_network(), run), 0U);
}

TEST(Allocation, IsCounted) {
  const std::size_t before = test::allocated_bytes();
  const Matrix matrix = Matrix::Zero(10, 10);
  EXPECT_GE(test::allocated_bytes() - before, 100 * sizeof(Scalar));
}

}  // namespace
}  // namespace lfp::test::allocation_test
