#include "core/training/trainer.h"

#include "tests/support/network_pass.h"
#include "tests/support/small_datasets.h"
#include "tests/support/small_experiment.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

namespace lfp::test::trainer_test {
namespace {

using Whole = std::int64_t;

/// Convolution, batch norm, dense, dense; plain steps with a rate of 0.1.
Experiment image_experiment() {
  Experiment experiment;
  experiment.seed = 5;
  experiment.network.layers = {layer_spec("conv2d", {{"channels", Whole{3}}}),
                               layer_spec("batch_norm", {}, "relu"), test::dense_spec(6, "relu"),
                               test::dense_spec(2, "")};
  experiment.batch_size = 25;  // 60 samples: the last batch of an epoch is short
  RunSpec run;
  run.name = "LFP";
  run.optimiser = choose("sgd", {{"learning_rate", 0.1}});
  experiment.runs = {run};
  return experiment;
}

Trainer make_trainer(const Experiment& experiment) {
  return {std::make_shared<const Experiment>(experiment), 0, test::small_images(), false};
}

void train(Trainer& trainer, int steps) {
  for (int step = 0; step < steps; ++step) ASSERT_TRUE(trainer.advance_step());
}

class FrozenLayers : public testing::TestWithParam<const char*> {};

TEST_P(FrozenLayers, do_not_move_while_the_others_do) {
  Experiment experiment = image_experiment();
  experiment.runs[0].method = GetParam() == std::string("lfp") ? Method::lfp : Method::gradient;
  experiment.network.layers[1].frozen = true;
  experiment.network.layers[2].frozen = true;
  Trainer trainer = make_trainer(experiment);
  const TrainerState before = trainer.state();
  train(trainer, 7);
  const TrainerState after = trainer.state();
  for (const std::size_t frozen : {1U, 2U}) {
    EXPECT_EQ(after.parameters[frozen].weight, before.parameters[frozen].weight);
    EXPECT_EQ(after.parameters[frozen].bias, before.parameters[frozen].bias);
    EXPECT_EQ(after.statistics[frozen], before.statistics[frozen]);
  }
  for (const std::size_t moving : {0U, 3U})
    EXPECT_NE(after.parameters[moving].weight, before.parameters[moving].weight) << moving;
}

INSTANTIATE_TEST_SUITE_P(methods, FrozenLayers, testing::Values("lfp", "gradient"));

TEST(frozen_layers, do_not_move_by_weight_decay_or_momentum_either) {
  Experiment experiment = image_experiment();
  experiment.runs[0].optimiser = choose("adamw", {{"weight_decay", 0.1}});
  experiment.network.layers[0].frozen = true;
  Trainer trainer = make_trainer(experiment);
  const TrainerState before = trainer.state();
  train(trainer, 3);
  EXPECT_EQ(trainer.state().parameters[0].weight, before.parameters[0].weight);
}

TEST(frozen_layers, do_not_count_for_clipping) {
  Experiment experiment = image_experiment();
  experiment.network.layers[0].frozen = true;
  Trainer trainer = make_trainer(experiment);
  train(trainer, 1);
  double square = 0;
  for (const std::size_t moving : {1U, 2U, 3U})
    square += squared_norm(trainer.run().parameter_feedback[moving]);
  EXPECT_NEAR(trainer.run().update_norm, std::sqrt(square) / 25, 1e-12);
}

TEST(batch_norm, learns_its_statistics_where_it_is_not_frozen) {
  Trainer trainer = make_trainer(image_experiment());
  const TrainerState before = trainer.state();
  train(trainer, 1);
  EXPECT_NE(trainer.state().statistics[1], before.statistics[1]);
}

TEST(clip_value, bounds_every_number_of_the_reduced_feedback) {
  for (const BatchReduction reduction : {BatchReduction::mean, BatchReduction::sum}) {
    Experiment experiment = image_experiment();
    experiment.batch_reduction = reduction;
    const bool is_mean = reduction == BatchReduction::mean;
    const double clip = is_mean ? 0.01 : 0.25;
    Trainer plain = make_trainer(experiment);
    const TrainerState start = plain.state();
    train(plain, 1);  // shows the feedback of the first step
    experiment.runs[0].clip_value = clip;
    Trainer clipped = make_trainer(experiment);
    train(clipped, 1);
    int bitten = 0;
    for (std::size_t b = 0; b < start.parameters.size(); ++b) {
      const Matrix& feedback = plain.run().parameter_feedback[b].weight;
      for (Index i = 0; i < feedback.size(); ++i) {
        const Scalar reduced = feedback.data()[i] * (is_mean ? 1.0 / 25 : 1.0);
        bitten += std::abs(reduced) > clip ? 1 : 0;
        EXPECT_NEAR(clipped.run().network.block(b).parameters().weight.data()[i],
                    start.parameters[b].weight.data()[i] + 0.1 * std::clamp(reduced, -clip, clip), 1e-12);
      }
    }
    EXPECT_GT(bitten, 10) << "the clip value is at work";
  }
}

TEST(clip_value, comes_before_clip_norm) {
  Experiment experiment = image_experiment();
  experiment.runs[0].clip_value = 0.01;
  experiment.runs[0].clip_norm = 0.02;
  Trainer trainer = make_trainer(experiment);
  train(trainer, 1);
  double square = 0;
  for (std::size_t b = 0; b < 4; ++b) {
    EXPECT_LE(trainer.run().parameter_feedback[b].weight.cwiseAbs().maxCoeff(), 25 * 0.01 * (1 + 1e-12));
    square += squared_norm(trainer.run().parameter_feedback[b]);
  }
  EXPECT_NEAR(trainer.run().update_norm, std::sqrt(square) / 25, 1e-12) << "of what the clip value has left";
  EXPECT_NEAR(trainer.run().update_scale * std::sqrt(square), 0.02, 1e-5);
}

/// Rates of the first steps in units of the full rate, from how far the last layer moves.
std::vector<double> rates(const Choice& schedule, int steps, const StopSpec& stop = {}) {
  Experiment experiment = image_experiment();
  experiment.runs[0].schedule = schedule;
  experiment.stop = stop;
  Trainer trainer = make_trainer(experiment);
  std::vector<double> result;
  for (int step = 0; step < steps; ++step) {
    const Matrix before = trainer.run().network.block(3).parameters().weight;
    train(trainer, 1);
    const Matrix moved = trainer.run().network.block(3).parameters().weight - before;
    const Matrix full = 0.1 * trainer.run().update_scale * trainer.run().parameter_feedback[3].weight;
    result.push_back(moved.norm() / full.norm());
    EXPECT_NEAR(moved.cwiseProduct(full).sum(), moved.norm() * full.norm(), 1e-9) << "the same way";
  }
  return result;
}

void expect_rates(const std::vector<double>& actual, const std::vector<double>& expected) {
  ASSERT_EQ(actual.size(), expected.size());
  for (std::size_t i = 0; i < actual.size(); ++i)
    EXPECT_NEAR(actual[i], expected[i], 1e-8) << "step " << i + 1;
}

TEST(schedule, sets_the_rate_of_every_step) {
  expect_rates(rates(choose("constant"), 4), {1, 1, 1, 1});
  expect_rates(rates(choose("warm_up", {{"steps", Whole{4}}}), 6), {0.25, 0.5, 0.75, 1, 1, 1});
  expect_rates(rates(choose("step", {{"gamma", 0.5}, {"every", Whole{1}}}), 8),
               {1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25});
}

TEST(schedule, of_a_whole_training_ends_where_the_experiment_does) {
  const auto falling = rates(choose("cosine"), 6, {.epochs = 2, .steps = {}});
  EXPECT_NEAR(falling.front(), 1, 0.1);
  EXPECT_TRUE(std::is_sorted(falling.rbegin(), falling.rend()));
  EXPECT_LT(falling.back(), 0.1);
}

TEST(trainer, takes_the_mean_over_a_short_batch_of_its_own_samples) {
  Trainer trainer = make_trainer(image_experiment());
  train(trainer, 3);
  EXPECT_EQ(trainer.run().last_result.samples, 10);
  EXPECT_NEAR(trainer.run().update_scale, 0.1, 1e-12);
}

TEST(trainer, draws_anew_in_every_step) {
  Experiment experiment = image_experiment();
  experiment.network.layers[1] = layer_spec("dropout");
  Trainer trainer = make_trainer(experiment);
  train(trainer, 1);
  const Matrix first = trainer.run().trace->layers[1].kept.front();
  train(trainer, 1);
  EXPECT_NE(trainer.run().trace->layers[1].kept.front(), first);
}

TEST(trainer, goes_on_from_a_state_to_the_same_bits) {
  Experiment experiment = image_experiment();
  experiment.runs[0].optimiser = choose("adam");
  Trainer first = make_trainer(experiment);
  train(first, 4);
  const TrainerState state = first.state();
  train(first, 5);
  Trainer second = make_trainer(experiment);
  second.restore(state, second.run().spec());
  train(second, 5);
  for (std::size_t b = 0; b < 4; ++b) {
    EXPECT_EQ(second.state().parameters[b].weight, first.state().parameters[b].weight) << b;
    EXPECT_EQ(second.state().statistics[b], first.state().statistics[b]) << b;
  }
}

}  // namespace
}  // namespace lfp::test::trainer_test
