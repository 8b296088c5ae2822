#include "core/snapshot/feedback_health.h"

#include "core/lockstep/lockstep.h"
#include "tests/support/network_pass.h"
#include "tests/support/small_datasets.h"
#include "tests/support/small_experiment.h"

#include <gtest/gtest.h>

namespace lfp::test::feedback_health_test {
namespace {

/// Three layers, the second with an activation, whose feedback keeps its size.
Snapshot sound() {
  Snapshot snapshot;
  RunSnapshot& run = snapshot.runs.emplace_back();
  for (int layer = 0; layer < 3; ++layer) {
    LayerSnapshot& one = run.layers.emplace_back();
    one.activation = layer < 2 ? "ReLU" : "";
    one.units = 2;
    one.activation_mean = {0.5F, 0.0F};
    one.feedback_norm = 1.0F;
  }
  run.outputs = OutputSpread{.between_outputs = 1.0F, .between_samples = 1.0F, .largest = 1.0F};
  Timeline steps(StepColumns::count(3), 64);
  std::vector<float> row(StepColumns::count(3), 1.0F);
  for (int step = 0; step < 40; ++step) steps.push(row);
  run.history.steps = steps.view();
  return snapshot;
}

TrainingWarning warning_of(const Snapshot& snapshot) {
  const auto warning = training_warning(snapshot, 0);
  EXPECT_TRUE(warning);
  return warning.value_or(TrainingWarning{});
}

TEST(training_warning, is_none_where_all_is_well) {
  EXPECT_FALSE(training_warning(sound(), 0));
}

TEST(training_warning, is_none_before_the_first_step_and_within_one) {
  Snapshot snapshot = sound();
  snapshot.runs[0].layers[1].activation_mean = {0.0F, 0.0F};
  snapshot.position.next_phase = {.kind = PhaseKind::distribute, .layer = 1};
  EXPECT_FALSE(training_warning(snapshot, 0));
  snapshot.position.next_phase = {};
  snapshot.runs[0].history.steps = {};
  EXPECT_FALSE(training_warning(snapshot, 0));
}

TEST(training_warning, names_a_layer_whose_units_are_all_off) {
  Snapshot snapshot = sound();
  snapshot.runs[0].layers[1].activation_mean = {0.0F, 0.0F};
  const TrainingWarning warning = warning_of(snapshot);
  EXPECT_EQ(warning.fault, TrainingFault::layer_off);
  EXPECT_EQ(warning.layer, 2);
  EXPECT_NE(warning.cause.find("layer 2"), std::string::npos);
  EXPECT_NE(warning.remedy.find("initialiser"), std::string::npos);
}

TEST(training_warning, tells_silent_spikes_from_saturated_ones) {
  Snapshot snapshot = sound();
  snapshot.runs[0].layers[0].is_spiking = true;
  snapshot.runs[0].layers[0].activation_mean = {0.0F, 0.0F};
  EXPECT_EQ(warning_of(snapshot).fault, TrainingFault::spikes_silent);
  EXPECT_NE(warning_of(snapshot).remedy.find("threshold"), std::string::npos);
  snapshot.runs[0].layers[0].activation_mean = {1.0F, 1.0F};
  EXPECT_EQ(warning_of(snapshot).fault, TrainingFault::spikes_saturated);
  snapshot.runs[0].layers[0].activation_mean = {1.0F, 0.9F};
  EXPECT_FALSE(training_warning(snapshot, 0));
}

TEST(training_warning, names_outputs_that_are_alike) {
  Snapshot snapshot = sound();
  snapshot.runs[0].outputs->between_outputs = 0.0F;
  EXPECT_EQ(warning_of(snapshot).fault, TrainingFault::outputs_alike);
  snapshot.runs[0].outputs = OutputSpread{.between_outputs = 1.0F, .between_samples = 0.0F, .largest = 1.0F};
  EXPECT_NE(warning_of(snapshot).cause.find("every sample"), std::string::npos);
  snapshot = sound();
  snapshot.runs[0].layers[2].units = 1;
  snapshot.runs[0].outputs->between_outputs = 0.0F;
  EXPECT_FALSE(training_warning(snapshot, 0)) << "a single output differs from no other";
}

TEST(training_warning, counts_growth_at_the_outputs_as_well_as_on_the_way_down) {
  Snapshot snapshot = sound();
  snapshot.runs[0].layers[0].feedback_norm = 150.0F;
  EXPECT_EQ(warning_of(snapshot).fault, TrainingFault::feedback_grows);
  EXPECT_EQ(warning_of(snapshot).layer, 1);
  EXPECT_FLOAT_EQ(warning_of(snapshot).factor, 150.0F);
  for (LayerSnapshot& layer : snapshot.runs[0].layers) layer.feedback_norm = 250.0F;
  EXPECT_EQ(warning_of(snapshot).fault, TrainingFault::outputs_grow);
  EXPECT_EQ(warning_of(snapshot).layer, 3);
  EXPECT_FLOAT_EQ(warning_of(snapshot).factor, 250.0F);
}

TEST(training_warning, names_feedback_that_vanishes) {
  Snapshot snapshot = sound();
  snapshot.runs[0].layers[0].feedback_norm = 1e-4F;
  const TrainingWarning warning = warning_of(snapshot);
  EXPECT_EQ(warning.fault, TrainingFault::feedback_vanishes);
  EXPECT_EQ(warning.layer, 1);
  EXPECT_FALSE(warning.cause.empty());
  EXPECT_FALSE(warning.remedy.empty());
}

TEST(training_warning, finds_a_real_spiking_layer_that_is_silent) {
  Experiment experiment;
  experiment.network.steps = 3;
  experiment.network.layers = {layer_spec("lif_dense", {{"units", std::int64_t{5}}, {"threshold", 100.0}}),
                               layer_spec("lif_dense", {{"units", std::int64_t{2}}})};
  experiment.batch_size = 20;
  RunSpec run;
  run.feedback = test::choose("snn_rate_coded");
  experiment.runs = {run};
  Lockstep lockstep(std::make_shared<const Experiment>(experiment), test::small_images());
  lockstep.advance(2);
  const TrainingWarning warning = warning_of(*lockstep.snapshot({}));
  EXPECT_EQ(warning.fault, TrainingFault::spikes_silent);
  EXPECT_EQ(warning.layer, 1);
}

TEST(training_warning, finds_nothing_in_training_that_learns) {
  Lockstep lockstep = start(small_experiment());
  lockstep.advance(100);
  const Snapshot snapshot = *lockstep.snapshot({});
  for (std::size_t run = 0; run < 2; ++run) EXPECT_FALSE(training_warning(snapshot, run)) << run;
}

}  // namespace
}  // namespace lfp::test::feedback_health_test
