#include "core/lockstep/lockstep.h"
#include "tests/support/network_pass.h"
#include "tests/support/small_datasets.h"
#include "tests/support/small_experiment.h"

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

namespace lfp::test::describe_run_test {
namespace {

using Whole = std::int64_t;

Lockstep start(std::vector<LayerSpec> layers, std::shared_ptr<const Dataset> dataset,
               const Choice& feedback = choose("softmax")) {
  auto experiment = std::make_shared<Experiment>();
  experiment->network.layers = std::move(layers);
  experiment->network.steps = 6;
  experiment->batch_size = 20;
  RunSpec run;
  run.name = "LFP";
  run.feedback = feedback;
  experiment->runs = {run};
  return {experiment, std::move(dataset)};
}

float sum_of(const std::vector<float>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0F);
}

TEST(a_snapshot_of_images, has_a_unit_for_each_channel) {
  Lockstep lockstep = start({layer_spec("conv2d", {{"channels", Whole{3}}}, "relu"), layer_spec("batch_norm"),
                             layer_spec("max_pool"), layer_spec("flatten"), test::dense_spec(2, "")},
                            test::small_images());
  lockstep.advance(3);
  const auto snapshot = lockstep.snapshot({.weight_layers = {}, .all_weights = true, .sample = true});
  const auto& layers = snapshot->runs[0].layers;
  ASSERT_EQ(layers.size(), 5U);
  EXPECT_EQ(layers[0].kind, "Convolution");
  EXPECT_EQ(layers[0].activation, "ReLU");
  EXPECT_EQ(layers[0].output, (Shape{.channels = 3, .height = 4, .width = 4}));
  EXPECT_EQ(layers[0].units, 3);
  EXPECT_EQ(layers[0].inputs, 9);
  EXPECT_EQ(layers[0].parameters, 30);
  ASSERT_NE(layers[0].weights, nullptr);
  EXPECT_EQ(layers[0].weights->weight.rows, 3);
  EXPECT_EQ(layers[1].units, 3);
  EXPECT_EQ(layers[1].inputs, 1);
  EXPECT_EQ(layers[2].inputs, 48) << "features that arrive where there are no weights";
  EXPECT_EQ(layers[2].weights, nullptr);
  EXPECT_EQ(layers[3].units, 12);
  for (const auto& layer : layers) {
    EXPECT_EQ(std::ssize(layer.feedback), layer.units);
    EXPECT_EQ(std::ssize(layer.activation_mean), layer.units);
  }
  EXPECT_NEAR(sum_of(layers[2].feedback), sum_of(layers[3].feedback), 1e-5F) << "flatten hands all of it on";
  EXPECT_NEAR(sum_of(layers[1].feedback), sum_of(layers[2].feedback), 1e-5F) << "and so does max pooling";
  const auto& sample = snapshot->runs[0].sample;
  ASSERT_TRUE(sample);
  EXPECT_EQ(sample->activations[0].size(), 3U);
  EXPECT_EQ(sample->feedback[3].size(), 12U);
  EXPECT_EQ(sample->input_feedback.size(), 36U);
}

TEST(a_snapshot_of_values, has_outputs_and_no_classes) {
  Lockstep lockstep = start({test::dense_spec(4, "relu"), test::dense_spec(2, "")}, test::small_regression(),
                            choose("squared_error"));
  lockstep.advance(2);
  lockstep.evaluate();
  const auto snapshot =
      lockstep.snapshot({.weight_layers = {}, .sample = true, .sample_index = 3, .boundary_resolution = 8});
  const RunSnapshot& run = snapshot->runs[0];
  ASSERT_TRUE(run.sample);
  EXPECT_EQ(run.sample->outputs.size(), 2U);
  EXPECT_TRUE(run.sample->probabilities.empty());
  EXPECT_FALSE(run.boundary);
  EXPECT_EQ(run.confusion.rows, 0);
  for (std::size_t output = 0; output < 2; ++output) {
    const float o = run.sample->outputs[output];
    const float target = snapshot->dataset->test.targets[2 * 3 + output];
    EXPECT_NEAR(run.sample->output_feedback[output], o * (target - o), 1e-5F);
  }
}

TEST(a_snapshot_of_a_single_output, has_a_probability_for_both_classes) {
  Lockstep lockstep = start({test::dense_spec(1, "")}, test::small_images(), choose("binary_sigmoid"));
  lockstep.advance(2);
  const auto snapshot = lockstep.snapshot({.weight_layers = {}, .sample = true});
  const auto& sample = *snapshot->runs[0].sample;
  ASSERT_EQ(sample.probabilities.size(), 2U);
  EXPECT_NEAR(sample.probabilities[1], 1 / (1 + std::exp(-sample.outputs[0])), 1e-6F);
  EXPECT_NEAR(sample.probabilities[0] + sample.probabilities[1], 1, 1e-6F);
  EXPECT_EQ(sample.prediction, sample.outputs[0] > 0 ? 1 : 0);
}

TEST(a_snapshot_of_spiking_layers, counts_spikes_as_outputs) {
  Lockstep lockstep = start({layer_spec("lif_dense", {{"units", Whole{5}}, {"threshold", 0.3}}),
                             layer_spec("lif_dense", {{"units", Whole{2}}, {"threshold", 0.3}})},
                            test::small_images(), choose("snn_rate_coded"));
  lockstep.advance(2);
  const auto snapshot = lockstep.snapshot({.weight_layers = {}, .sample = true});
  const auto& sample = *snapshot->runs[0].sample;
  for (std::size_t output = 0; output < 2; ++output) {
    EXPECT_EQ(sample.outputs[output], std::round(sample.outputs[output]));
    EXPECT_NEAR(sample.activations[1][output], sample.outputs[output] / 6, 1e-6F)
        << "the mean over the steps";
  }
  EXPECT_EQ(snapshot->runs[0].layers[0].kind, "Spiking dense");
}

TEST(weights, carry_the_statistics_of_batch_norm_and_the_shapes_of_kernels) {
  Lockstep lockstep =
      start({layer_spec("conv2d", {{"channels", Whole{3}}, {"padding", Whole{1}}}), layer_spec("batch_norm"),
             layer_spec("residual", {{"span", Whole{2}}}), test::dense_spec(2, "")},
            test::small_images());
  std::vector<std::string> names;
  std::vector<std::vector<Whole>> shapes;
  for (const auto& array : lockstep.weights(0)) {
    names.push_back(array.name);
    shapes.push_back(array.shape);
  }
  EXPECT_EQ(names, (std::vector<std::string>{"layer1.weight", "layer1.bias", "layer2.weight", "layer2.bias",
                                             "layer2.running_mean", "layer2.running_variance",
                                             "layer3.weight", "layer4.weight", "layer4.bias"}));
  EXPECT_EQ(shapes[0], (std::vector<Whole>{3, 1, 3, 3}));
  EXPECT_EQ(shapes[4], (std::vector<Whole>{3}));
  EXPECT_EQ(shapes[6], (std::vector<Whole>{3, 1, 1, 1}));
}

}  // namespace
}  // namespace lfp::test::describe_run_test
