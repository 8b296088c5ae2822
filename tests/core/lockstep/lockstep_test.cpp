#include "core/lockstep/lockstep.h"

#include "core/base/error.h"
#include "core/lockstep/free_training.h"
#include "tests/support/small_experiment.h"

#include <cmath>

#include <gtest/gtest.h>

namespace lfp::test::lockstep_test {
namespace {

constexpr std::int64_t batches = 4;  // 200 training samples in batches of 64

TEST(lockstep, that_is_called_off_testing_its_runs_shows_what_it_showed) {
  Lockstep lockstep = start(small_experiment());
  lockstep.evaluate();
  const auto before = lockstep.snapshot({});
  lockstep.advance(batches - 1);
  EXPECT_FALSE(lockstep.evaluate([] { return true; }));
  const auto called_off = lockstep.snapshot({});
  EXPECT_TRUE(lockstep.evaluate([] { return false; }));
  const auto tested = lockstep.snapshot({});
  for (std::size_t run = 0; run < 2; ++run) {
    EXPECT_EQ(called_off->runs[run].test_loss, before->runs[run].test_loss);
    EXPECT_NE(tested->runs[run].test_loss, before->runs[run].test_loss);
  }
}

TEST(lockstep, gives_the_same_bits_for_the_same_seed) {
  Lockstep first = start(small_experiment(3));
  Lockstep second = start(small_experiment(3));
  Lockstep other = start(small_experiment(4));
  first.advance(50);
  second.advance(50);
  other.advance(50);
  EXPECT_EQ(first.signature(), second.signature());
  EXPECT_NE(first.signature(), other.signature());
}

TEST(lockstep, does_not_care_how_steps_are_cut_into_pieces) {
  Lockstep whole = start(small_experiment());
  whole.advance(9);
  Lockstep pieces = start(small_experiment());
  pieces.advance(4);
  for (int phase = 0; phase < 2; ++phase) pieces.next_phase();
  pieces.evaluate();
  pieces.snapshot({.weight_layers = {}, .all_weights = true, .sample = true, .boundary_resolution = 8});
  EXPECT_EQ(pieces.advance(1), 1) << "finishes the half-walked step";
  pieces.advance(4);
  EXPECT_EQ(pieces.signature(), whole.signature());
}

TEST(lockstep, free_training_describes_where_pieces_end_as_if_asked_afterwards) {
  const Interest interest{.weight_layers = {},
                          .all_weights = true,
                          .sample = true,
                          .boundary_resolution = 8,
                          .close_looks = {{.item = {.layer = 1, .unit = 2, .input = 3}}}};
  Lockstep freely = start(small_experiment(), {.raster = true, .past = true});
  Lockstep afterwards = start(small_experiment(), {.raster = true, .past = true});
  for (Lockstep* lockstep : {&freely, &afterwards}) lockstep->watch(interest.inspected_items());
  freely.next_sample();  // inside a step, which is finished first
  afterwards.advance(1);
  const std::vector<std::int64_t> pieces{1, 5, 30, 2};
  std::size_t planned = 0;
  std::vector<Snapshot> shown;
  std::vector<std::int64_t> done;
  freely.advance({.interest = interest,
                  .next = [&](std::int64_t) -> FreeTraining::Piece {
                    if (planned == pieces.size()) return {};
                    return {.steps = pieces[planned++], .is_shown = true};
                  },
                  .done =
                      [&](FreeTraining::Done piece) {
                        done.push_back(piece.steps);
                        shown.push_back(std::move(*piece.snapshot));
                      }});
  EXPECT_EQ(done, pieces);
  for (std::size_t piece = 0; piece < pieces.size(); ++piece) {
    afterwards.advance(pieces[piece]);
    const Snapshot expected = *afterwards.snapshot(interest);
    const Snapshot& here = shown.at(piece);
    EXPECT_EQ(here.position, expected.position);
    EXPECT_EQ(here.interest, interest);
    EXPECT_FALSE(here.batch_cursor);
    EXPECT_EQ(here.time->reached, expected.time->reached);
    ASSERT_EQ(here.runs.size(), 2U);
    for (std::size_t run = 0; run < 2; ++run) {
      const RunSnapshot& one = here.runs[run];
      const RunSnapshot& other = expected.runs[run];
      EXPECT_EQ(one.sample->outputs, other.sample->outputs);
      EXPECT_EQ(one.boundary->predicted, other.boundary->predicted);
      EXPECT_EQ(one.layers[1].weights->weight.values, other.layers[1].weights->weight.values);
      EXPECT_EQ(one.layers[1].feedback, other.layers[1].feedback);
      EXPECT_EQ(one.inspections.at(0).parameter->value, other.inspections.at(0).parameter->value);
    }
  }
  EXPECT_EQ(freely.signature(), afterwards.signature());
  // Key frames that were kept on the way lead to the same bits.
  ASSERT_TRUE(freely.go_to(20));
  ASSERT_TRUE(afterwards.go_to(20));
  EXPECT_EQ(freely.signature(), afterwards.signature());
}

TEST(lockstep, free_training_ends_where_the_experiment_does) {
  Experiment experiment = small_experiment();
  experiment.stop.steps = 45;
  Lockstep whole = start(experiment);
  Lockstep freely = start(experiment);
  std::int64_t steps = 0;
  whole.advance(1'000'000);
  freely.advance({.interest = {},
                  .next = [](std::int64_t) { return FreeTraining::Piece{.steps = 7}; },
                  .done = [&](const FreeTraining::Done& piece) { steps += piece.steps; }});
  EXPECT_TRUE(freely.is_finished());
  EXPECT_EQ(steps, whole.position().step);
  EXPECT_EQ(freely.position(), whole.position());
  EXPECT_EQ(freely.signature(), whole.signature());
}

TEST(lockstep, walks_a_step_in_phases) {
  Lockstep lockstep = start(small_experiment());
  std::vector<Phase> phases;
  do {
    phases.push_back(lockstep.position().next_phase);
    lockstep.next_phase();
  } while (lockstep.position().next_phase.kind != PhaseKind::forward);
  const std::vector<Phase> expected = {{.kind = PhaseKind::forward},
                                       {.kind = PhaseKind::output_feedback},
                                       {.kind = PhaseKind::distribute, .layer = 2},
                                       {.kind = PhaseKind::distribute, .layer = 1},
                                       {.kind = PhaseKind::distribute, .layer = 0},
                                       {.kind = PhaseKind::update}};
  EXPECT_EQ(phases, expected);
  EXPECT_EQ(lockstep.position().step, 1);
}

TEST(lockstep, trains_a_run_as_if_it_were_alone) {
  Lockstep twin = start(small_experiment());
  Experiment alone = small_experiment();
  alone.runs.erase(alone.runs.begin());
  Lockstep single = start(alone);
  twin.advance(20);
  single.advance(20);
  const auto in_twin = twin.weights(1);
  const auto on_its_own = single.weights(0);
  ASSERT_EQ(in_twin.size(), on_its_own.size());
  for (std::size_t i = 0; i < in_twin.size(); ++i) EXPECT_EQ(in_twin[i].values, on_its_own[i].values);
}

TEST(lockstep, starts_all_runs_from_the_same_weights) {
  const Lockstep lockstep = start(small_experiment());
  EXPECT_EQ(lockstep.weights(0).front().values, lockstep.weights(1).front().values);
  EXPECT_EQ(lockstep.weights(0).front().name, "layer1.weight");
  EXPECT_EQ(lockstep.weights(0).front().shape, (std::vector<std::int64_t>{12, 2}));
}

TEST(lockstep, learns) {
  Lockstep lockstep = start(small_experiment());
  lockstep.advance(1500);
  lockstep.evaluate();
  const auto snapshot = lockstep.snapshot({});
  for (const auto& run : snapshot->runs) EXPECT_GT(run.test_accuracy, 0.9) << run.name;
}

TEST(lockstep, logs_every_epoch_and_stops_where_the_experiment_says) {
  Experiment experiment = small_experiment();
  experiment.stop.epochs = 3;
  Lockstep lockstep = start(experiment);
  EXPECT_EQ(lockstep.advance(1000), 3 * batches);
  EXPECT_TRUE(lockstep.is_finished());
  EXPECT_EQ(lockstep.advance(1), 0);
  const auto snapshot = lockstep.snapshot({});
  ASSERT_EQ(snapshot->runs[0].history.log.size(), 3U);
  const LogRow& last = *snapshot->runs[0].history.log.back();
  EXPECT_EQ(last.step, 3 * batches);
  EXPECT_EQ(last.epoch, 3);
  EXPECT_EQ(last.flips.size(), 3U);
  EXPECT_GT(last.feedback_norm[0], 0);
}

TEST(lockstep, closes_the_log_of_an_unfinished_epoch_once) {
  Lockstep lockstep = start(small_experiment());
  lockstep.advance(batches + 1);
  lockstep.close_log();
  lockstep.close_log();
  const auto snapshot = lockstep.snapshot({});
  const auto& log = snapshot->runs[0].history.log;
  ASSERT_EQ(log.size(), 2U);
  EXPECT_EQ(log.back()->step, batches + 1);
}

Experiment diverging() {
  Experiment experiment = small_experiment();
  experiment.runs[0].optimiser.settings.set("learning_rate", 1e9);
  experiment.runs[0].clip_norm.reset();
  return experiment;
}

TEST(divergence, is_named_and_leaves_the_other_run_alone) {
  Lockstep lockstep = start(diverging(), {.past = true});
  EXPECT_EQ(lockstep.advance(40), 40);
  ASSERT_TRUE(lockstep.has_diverged());
  const auto snapshot = lockstep.snapshot({.weight_layers = {}, .all_weights = true});
  const auto& divergence = snapshot->runs[0].divergence;
  ASSERT_TRUE(divergence);
  EXPECT_GE(divergence->layer, 1);
  EXPECT_GE(divergence->step, 1);
  EXPECT_FALSE(divergence->cause.empty());
  EXPECT_FALSE(divergence->remedy.empty());
  EXPECT_FALSE(snapshot->runs[1].divergence);
  for (const auto& layer : snapshot->runs[0].layers)
    for (const float weight : layer.weights->weight.values) ASSERT_TRUE(std::isfinite(weight));
}

TEST(divergence, stops_before_the_damage_and_names_the_weight) {
  Experiment wild = small_experiment();
  wild.runs[0].clip_norm.reset();
  wild.runs[0].optimiser.settings.set("learning_rate", 1e9);
  Lockstep lockstep = start(wild, {.past = true});
  const auto weights = lockstep.weights(0);
  lockstep.advance(1);
  const auto divergence = lockstep.snapshot({})->runs[0].divergence;
  ASSERT_TRUE(divergence);
  EXPECT_EQ(divergence->quantity, "the update");
  EXPECT_EQ(divergence->step, 1);
  EXPECT_GE(divergence->unit, 1);
  EXPECT_NE(divergence->term.find("weight of neuron"), std::string::npos) << divergence->term;
  EXPECT_NE(divergence->cause.find("× the size of the weights"), std::string::npos) << divergence->cause;
  const auto after = lockstep.weights(0);
  for (std::size_t i = 0; i < weights.size(); ++i) EXPECT_EQ(after[i].values, weights[i].values);
}

TEST(divergence, blames_no_denominator_for_a_step_that_is_too_long) {
  Experiment experiment = small_experiment();
  experiment.runs.resize(1);
  experiment.runs[0].clip_norm.reset();
  experiment.runs[0].rule.settings.set("epsilon", 0.0);
  experiment.runs[0].optimiser.settings.set("learning_rate", 3e6);
  experiment.batch_size = 200;
  Lockstep lockstep = start(experiment, {.past = true});
  lockstep.advance(50);
  const auto divergence = lockstep.snapshot({})->runs[0].divergence;
  ASSERT_TRUE(divergence);
  EXPECT_EQ(divergence->cause.find("denominator"), std::string::npos) << divergence->cause;
  EXPECT_EQ(divergence->remedy.find("ε"), std::string::npos) << divergence->remedy;
}

TEST(divergence, is_not_what_an_optimiser_with_scales_of_its_own_makes_of_large_feedback) {
  Experiment experiment = small_experiment();
  for (RunSpec& run : experiment.runs) {
    run.clip_norm.reset();
    run.optimiser = {.name = "adam", .settings = {}};
  }
  experiment.runs[0].feedback.settings = {};
  experiment.batch_reduction = BatchReduction::sum;
  Lockstep lockstep = start(experiment, {.past = true});
  EXPECT_EQ(lockstep.advance(50), 50);
  EXPECT_FALSE(lockstep.has_diverged());
}

TEST(divergence, can_be_gone_back_from_and_trained_on_with_other_settings) {
  Lockstep lockstep = start(diverging(), {.past = true});
  lockstep.advance(40);
  ASSERT_TRUE(lockstep.go_to(0));
  EXPECT_FALSE(lockstep.has_diverged());
  RunSpec tame = small_experiment().runs[0];
  lockstep.intervene({0}, tame);
  EXPECT_EQ(lockstep.advance(10), 10);
  EXPECT_FALSE(lockstep.has_diverged());
}

TEST(changing_a_run, takes_effect_at_the_next_step) {
  RunSpec changed = small_experiment().runs[0];
  changed.rule = {.name = "flat", .settings = {}};
  Lockstep untouched = start(small_experiment());
  Lockstep lockstep = start(small_experiment());
  untouched.advance(1);
  lockstep.next_phase();
  lockstep.intervene({0}, changed);
  lockstep.advance(1);
  EXPECT_EQ(lockstep.weights(0)[0].values, untouched.weights(0)[0].values)
      << "the running step keeps its rule";
  lockstep.advance(1);
  untouched.advance(1);
  EXPECT_NE(lockstep.weights(0)[0].values, untouched.weights(0)[0].values);
  EXPECT_EQ(lockstep.snapshot({})->experiment->runs[0].rule.name, "flat");
}

TEST(changing_a_run, tells_whether_the_experiment_still_repeats) {
  RunSpec changed = small_experiment().runs[0];
  changed.clip_norm = 0.5;
  Lockstep lockstep = start(small_experiment());
  lockstep.intervene({0}, changed);
  EXPECT_TRUE(lockstep.snapshot({})->repeatable) << "nothing has been trained yet";
  lockstep.advance(1);
  lockstep.intervene({0}, small_experiment().runs[0]);
  EXPECT_FALSE(lockstep.snapshot({})->repeatable);
}

TEST(changing_a_run, refuses_what_does_not_fit_and_changes_nothing) {
  RunSpec wrong = small_experiment().runs[0];
  wrong.rule.settings.set("epsilon", -1.0);
  Lockstep lockstep = start(small_experiment());
  Lockstep untouched = start(small_experiment());
  EXPECT_THROW(lockstep.intervene({0}, wrong), Error);
  lockstep.advance(5);
  untouched.advance(5);
  EXPECT_EQ(lockstep.signature(), untouched.signature());
}

TEST(an_experiment, whose_outputs_do_not_match_the_classes_is_refused) {
  Experiment experiment = small_experiment();
  experiment.network.layers.back() = test::dense_spec(3, "");
  try {
    start(experiment);
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.place(), "network.layers[2].units");
    EXPECT_EQ(error.remedy(), "Give the last layer 2 units");
  }
}

TEST(a_snapshot, holds_what_was_asked_for_and_no_more) {
  Lockstep lockstep = start(small_experiment(), {.raster = true});
  lockstep.want({.input_feedback = true});
  lockstep.advance(3);
  const auto bare = lockstep.snapshot({});
  EXPECT_EQ(bare->runs[0].layers[1].weights, nullptr);
  EXPECT_FALSE(bare->runs[0].sample);
  EXPECT_FALSE(bare->runs[0].boundary);

  Interest interest{.weight_layers = {1}, .sample = true, .sample_index = 7, .boundary_resolution = 16};
  interest.input_feedback = true;
  const auto full = lockstep.snapshot(interest);
  const RunSnapshot& run = full->runs[0];
  EXPECT_EQ(run.layers[0].weights, nullptr);
  ASSERT_NE(run.layers[1].weights, nullptr);
  EXPECT_EQ(run.layers[1].weights->weight.rows, 12);
  EXPECT_EQ(run.layers[1].weights->flips.size(), 144U);
  EXPECT_EQ(run.input_feedback.size(), 2U);
  ASSERT_TRUE(run.sample);
  EXPECT_EQ(run.sample->index, 7);
  EXPECT_EQ(run.sample->activations[0].size(), 12U);
  EXPECT_EQ(run.sample->input_feedback.size(), 2U);
  EXPECT_NEAR(run.sample->probabilities[0] + run.sample->probabilities[1], 1.0F, 1e-5F);
  ASSERT_TRUE(run.boundary);
  EXPECT_EQ(run.boundary->predicted.size(), 256U);
  EXPECT_EQ(run.history.raster.columns(), 26U);
  EXPECT_EQ(run.history.raster.rows(), 3U);
}

TEST(a_snapshot, counts_flips_as_a_full_comparison_does) {
  Lockstep lockstep = start(small_experiment());
  lockstep.advance(300);
  const auto snapshot = lockstep.snapshot({.weight_layers = {}, .all_weights = true});
  for (const auto& run : snapshot->runs) {
    for (const auto& layer : run.layers) {
      std::int64_t flipped = 0;
      for (std::size_t i = 0; i < layer.weights->weight.values.size(); ++i)
        flipped += static_cast<std::int64_t>(layer.weights->is_flipped(i));
      EXPECT_EQ(layer.flipped, flipped) << run.name;
    }
  }
  EXPECT_GT(snapshot->runs[1].sign_changes.flipped, 0) << "the comparison says something";
}

}  // namespace
}  // namespace lfp::test::lockstep_test
