#include "core/training/task.h"

#include "core/lockstep/lockstep.h"
#include "core/training/metrics.h"
#include "tests/support/error_text.h"
#include "tests/support/network_pass.h"
#include "tests/support/small_datasets.h"
#include "tests/support/small_experiment.h"

#include <gtest/gtest.h>

namespace lfp::test::task_test {
namespace {

using Whole = std::int64_t;

Experiment experiment_with(std::vector<LayerSpec> layers, const Choice& feedback, double rate) {
  Experiment experiment;
  experiment.seed = 9;
  experiment.network.layers = std::move(layers);
  experiment.batch_size = 20;
  RunSpec lfp;
  lfp.name = "LFP";
  lfp.feedback = feedback;
  lfp.optimiser = choose("sgd", {{"learning_rate", rate}, {"momentum", 0.9}});
  lfp.clip_norm = 1.0;
  RunSpec gradient = lfp;
  gradient.name = "Gradient";
  gradient.method = Method::gradient;
  gradient.loss = feedback.name == "squared_error" ? "squared_error" : "cross_entropy";
  experiment.runs = {lfp, gradient};
  return experiment;
}

Lockstep start(const Experiment& experiment, std::shared_ptr<const Dataset> dataset) {
  return {std::make_shared<const Experiment>(experiment), std::move(dataset)};
}

struct Progress {
  double before;
  double after;
};

/// The first run's test accuracy, or R^2, before and after training.
std::vector<Progress> train(Lockstep lockstep, std::int64_t steps) {
  std::vector<Progress> progress;
  lockstep.evaluate();
  for (std::size_t run = 0; run < lockstep.runs(); ++run)
    progress.push_back({lockstep.run(run).evaluation.accuracy, 0});
  lockstep.advance(steps);
  EXPECT_FALSE(lockstep.has_diverged());
  lockstep.evaluate();
  for (std::size_t run = 0; run < lockstep.runs(); ++run)
    progress[run].after = lockstep.run(run).evaluation.accuracy;
  return progress;
}

TEST(regression, trains_by_squared_error) {
  const auto experiment =
      experiment_with({test::dense_spec(16, "relu"), test::dense_spec(16, "relu"), test::dense_spec(2, "")},
                      choose("squared_error"), 0.03);
  const auto progress = train(start(experiment, test::small_regression()), 1500);
  for (const Progress& run : progress) {
    EXPECT_LT(run.before, 0.3);
    EXPECT_GT(run.after, 0.8);
  }
}

TEST(autoencoding, trains_the_outputs_to_be_the_inputs) {
  auto experiment = experiment_with({test::dense_spec(12, "relu"), test::dense_spec(36, "")},
                                    choose("squared_error"), 0.03);
  experiment.autoencode = true;
  const auto progress = train(start(experiment, test::small_images()), 1200);
  for (const Progress& run : progress) {
    EXPECT_LT(run.before, 0.1);
    EXPECT_GT(run.after, 0.5) << "what is left is noise";
  }
}

TEST(a_single_output, learns_to_tell_two_classes_apart) {
  const auto experiment =
      experiment_with({test::dense_spec(8, "relu"), test::dense_spec(1, "")}, choose("binary_sigmoid"), 0.05);
  const auto progress = train(start(experiment, test::small_images()), 300);
  for (const Progress& run : progress) EXPECT_GT(run.after, 0.95);
}

TEST(a_spiking_network, learns_from_the_spikes_that_it_counts) {
  auto experiment = experiment_with(
      {layer_spec("lif_dense", {{"units", Whole{20}}}), layer_spec("lif_dense", {{"units", Whole{2}}})},
      choose("snn_rate_coded"), 0.05);
  experiment.network.steps = 8;
  experiment.runs.resize(1);
  for (const std::string coding : {"constant", "rate", "latency"}) {
    experiment.network.coding = coding;
    EXPECT_GT(train(start(experiment, test::small_images()), 300)[0].after, 0.9) << coding;
  }
}

TEST(regression, is_measured_as_it_is_defined) {
  const Matrix outputs = (Matrix(2, 2) << 1, 2, 3, 5).finished();
  const Matrix values = (Matrix(2, 2) << 1, 4, 3, 4).finished();
  const BatchMetrics metrics = measure(outputs, {.labels = {}, .values = &values}, 2.0);
  EXPECT_DOUBLE_EQ(metrics.loss, (4 + 1) / 2.0);
  EXPECT_DOUBLE_EQ(metrics.correct / 2, 1 - (4 + 1) / 4.0 / 2.0) << "1 - mean squared error / variance";
}

TEST(a_single_output, is_measured_by_its_sign_and_sigmoid) {
  const Matrix outputs = (Matrix(3, 1) << 2, -1, 700).finished();
  const std::vector<std::int32_t> labels = {1, 1, 0};
  const BatchMetrics metrics = measure(outputs, {.labels = labels}, 1);
  EXPECT_EQ(metrics.correct, 1);
  EXPECT_NEAR(metrics.loss, std::log1p(std::exp(-2.0)) + std::log1p(std::exp(1.0)) + 700, 1e-9);
}

TEST(task_of, tells_classes_values_and_inputs_apart) {
  Experiment experiment;
  EXPECT_EQ(task_of(experiment, *test::small_images()).classes, 2);
  const Task values = task_of(experiment, *test::small_regression());
  EXPECT_TRUE(values.is_values());
  EXPECT_EQ(values.values, 2);
  const auto data = test::small_regression();
  double mean = 0, variance = 0;
  const auto count = static_cast<double>(data->train.targets.size());
  for (const float target : data->train.targets) mean += static_cast<double>(target) / count;
  for (const float target : data->train.targets)
    variance += (static_cast<double>(target) - mean) * (static_cast<double>(target) - mean) / count;
  EXPECT_NEAR(values.variance, variance, 1e-9);
  experiment.autoencode = true;
  EXPECT_EQ(task_of(experiment, *test::small_images()).values, 36);
}

TEST(runs, that_do_not_fit_the_task_are_named) {
  const auto error_of = [](const Experiment& experiment, std::shared_ptr<const Dataset> dataset) {
    return error_text([&] { start(experiment, std::move(dataset)); });
  };
  const std::vector<LayerSpec> two_outputs = {test::dense_spec(4, "relu"), test::dense_spec(2, "")};
  auto wrong_loss = experiment_with(two_outputs, choose("squared_error"), 0.1);
  wrong_loss.runs[1].loss = "cross_entropy";
  EXPECT_EQ(
      error_of(wrong_loss, test::small_regression()),
      Error("runs[1].loss", "cross-entropy needs classes, but the targets are values", "Choose squared_error")
          .what());
  EXPECT_TRUE(error_of(experiment_with(two_outputs, choose("softmax"), 0.1), test::small_regression())
                  .starts_with("runs[0].feedback: "));
  EXPECT_TRUE(error_of(experiment_with(two_outputs, choose("binary_sigmoid"), 0.1), test::small_images())
                  .starts_with("runs[0].feedback: "));
  EXPECT_TRUE(error_of(experiment_with(two_outputs, choose("snn_rate_coded"), 0.1), test::small_images())
                  .starts_with("runs[0].feedback: "));
  EXPECT_TRUE(error_of(experiment_with(two_outputs, choose("human", {{"values", std::string("1")}}), 0.1),
                       test::small_images())
                  .starts_with("runs[0].feedback.values: "));
  auto autoencoding = experiment_with(two_outputs, choose("squared_error"), 0.1);
  autoencoding.autoencode = true;
  EXPECT_TRUE(error_of(autoencoding, test::small_images()).starts_with("network.layers[1].units: "));
}

}  // namespace
}  // namespace lfp::test::task_test
