#include "core/lockstep/time_travel.h"

#include "core/base/error.h"
#include "core/lockstep/lockstep.h"
#include "core/lockstep/lockstep_state.h"
#include "tests/support/small_experiment.h"

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lfp::test::time_travel_test {
namespace {

Lockstep with_past(const Experiment& experiment = small_experiment()) {
  return start(experiment, {.raster = true, .past = true});
}

Interest in_sample(std::int64_t sample) {
  Interest interest;
  interest.sample = true;
  interest.sample_index = sample;
  return interest;
}

Teaching reward_of(std::int64_t sample, std::vector<double> feedback) {
  return {.from_test = true, .sample = sample, .feedback = std::move(feedback)};
}

/// Signatures after every step from 0 on.
std::vector<std::string> signatures_of(Lockstep& lockstep, std::int64_t steps) {
  std::vector<std::string> signatures{lockstep.signature()};
  for (std::int64_t step = 0; step < steps; ++step) {
    lockstep.advance(1);
    signatures.push_back(lockstep.signature());
  }
  return signatures;
}

TEST(going_back, leads_to_the_same_bits_wherever_one_goes) {
  Lockstep lockstep = with_past();
  const auto signatures = signatures_of(lockstep, 60);
  std::minstd_rand random(5);
  for (int i = 0; i < 40; ++i) {
    const auto step = static_cast<std::int64_t>(random() % 61);
    ASSERT_TRUE(lockstep.go_to(step));
    ASSERT_EQ(lockstep.position().step, step);
    ASSERT_EQ(lockstep.signature(), signatures[static_cast<std::size_t>(step)]) << "step " << step;
  }
}

TEST(going_back, shows_the_step_as_it_was) {
  Lockstep lockstep = with_past();
  lockstep.advance(9);
  const auto then = lockstep.snapshot({.weight_layers = {}, .all_weights = true});
  lockstep.advance(14);
  lockstep.go_to(9);
  const auto again = lockstep.snapshot({.weight_layers = {}, .all_weights = true});
  for (std::size_t run = 0; run < 2; ++run) {
    EXPECT_EQ(again->runs[run].batch_loss, then->runs[run].batch_loss);
    EXPECT_EQ(again->runs[run].test_accuracy, lockstep.run(run).evaluation.accuracy);
    EXPECT_EQ(again->runs[run].history.steps.rows(), 9U);
    EXPECT_EQ(again->runs[run].history.raster.rows(), 9U);
    for (std::size_t l = 0; l < 3; ++l) {
      EXPECT_EQ(again->runs[run].layers[l].feedback, then->runs[run].layers[l].feedback);
      EXPECT_EQ(again->runs[run].layers[l].weights->feedback.values,
                then->runs[run].layers[l].weights->feedback.values);
      EXPECT_EQ(again->runs[run].layers[l].weights->flips, then->runs[run].layers[l].weights->flips);
    }
  }
}

TEST(going_back, leaves_the_way_on_until_something_new_happens) {
  Lockstep lockstep = with_past();
  lockstep.advance(20);
  const std::string end = lockstep.signature();
  lockstep.go_to(4);
  EXPECT_EQ(lockstep.snapshot({})->time->reached, 20);
  lockstep.go_to(20);
  EXPECT_EQ(lockstep.signature(), end);
  lockstep.go_to(4);
  lockstep.advance(1);
  EXPECT_EQ(lockstep.snapshot({})->time->reached, 20) << "the same step again is nothing new";
  lockstep.go_to(4);
  lockstep.intervene({1}, slower(small_experiment().runs[1]));
  EXPECT_EQ(lockstep.snapshot({})->time->reached, 20) << "not before it is trained with";
  lockstep.advance(1);
  EXPECT_EQ(lockstep.snapshot({})->time->reached, 5);
  lockstep.go_to(20);
  EXPECT_EQ(lockstep.position().step, 5) << "as far as it goes";
}

TEST(going_back, within_a_step_leads_to_its_beginning) {
  Lockstep lockstep = with_past();
  lockstep.advance(6);
  const std::string at_six = lockstep.signature();
  lockstep.next_phase();
  lockstep.next_phase();
  lockstep.go_to(6);
  EXPECT_EQ(lockstep.position().next_phase, Phase{});
  EXPECT_EQ(lockstep.signature(), at_six);
  lockstep.advance(1);
  Lockstep straight = with_past();
  straight.advance(7);
  EXPECT_EQ(lockstep.signature(), straight.signature());
}

TEST(going_back, repeats_changes_of_settings_where_they_were_made) {
  Lockstep lockstep = with_past();
  lockstep.advance(5);
  lockstep.intervene({0}, with_adam(small_experiment().runs[0]));
  lockstep.advance(5);
  const std::string at_ten = lockstep.signature();
  lockstep.next_phase();
  lockstep.intervene({1}, slower(small_experiment().runs[1]));
  lockstep.advance(1);
  lockstep.advance(4);
  const std::string at_fifteen = lockstep.signature();
  lockstep.go_to(2);
  lockstep.go_to(15);
  EXPECT_EQ(lockstep.signature(), at_fifteen);
  lockstep.go_to(10);
  EXPECT_EQ(lockstep.signature(), at_ten);
}

/// Gives run 0 another optimiser while a step is walked, and walks it to its end.
void change_optimiser_within_a_step(Lockstep& lockstep) {
  lockstep.next_phase();
  lockstep.intervene({0}, with_adam(lockstep.run(0).spec()));
  while (lockstep.position().next_phase != Phase{}) lockstep.next_phase();
}

TEST(going_back, starts_from_a_key_frame_kept_after_a_step_within_which_the_optimiser_was_changed) {
  Lockstep lockstep = with_past();
  lockstep.advance(5);
  change_optimiser_within_a_step(lockstep);
  lockstep.time().count(1.0);  // a key frame is due
  lockstep.advance(1);
  ASSERT_EQ(lockstep.snapshot({})->time->key_frames.back(), 6);
  lockstep.advance(4);
  const std::string at_eleven = lockstep.signature();
  lockstep.go_to(7);
  lockstep.go_to(11);
  EXPECT_EQ(lockstep.signature(), at_eleven);
}

TEST(going_back, follows_the_way_that_was_gone_whatever_was_changed_within_a_step) {
  Lockstep lockstep = with_past();
  const auto signatures = signatures_of(lockstep, 20);
  lockstep.go_to(10);
  change_optimiser_within_a_step(lockstep);
  EXPECT_EQ(lockstep.signature(), signatures[11]) << "the step in work ends as it began";
  lockstep.go_to(15);
  EXPECT_EQ(lockstep.signature(), signatures[15]);
}

TEST(going_back, keeps_key_frames_with_what_the_optimiser_of_that_time_remembered) {
  Lockstep lockstep = with_past();
  lockstep.advance(8);
  const std::string at_eight = lockstep.signature();
  lockstep.intervene({0}, with_adam(lockstep.run(0).spec()));
  lockstep.intervene({0}, Pruning{.by = "magnitude", .fraction = 0.0, .scope = "global"});
  EXPECT_EQ(lockstep.signature(), at_eight) << "no weight was removed";
  lockstep.go_to(4);
  lockstep.go_to(8);
  EXPECT_EQ(lockstep.signature(), at_eight);
}

TEST(going_back, keeps_the_settings_of_now_for_what_comes_next) {
  const Experiment experiment = small_experiment();
  Lockstep lockstep = with_past();
  lockstep.advance(10);
  lockstep.intervene({0}, slower(experiment.runs[0]));
  lockstep.advance(10);
  lockstep.go_to(4);
  EXPECT_EQ(lockstep.snapshot({})->experiment->runs[0], slower(experiment.runs[0]));
  lockstep.advance(3);
  Lockstep expected = with_past();
  expected.advance(4);
  expected.intervene({0}, slower(experiment.runs[0]));
  expected.advance(3);
  EXPECT_EQ(lockstep.signature(), expected.signature());
}

TEST(going_back, leaves_the_log_as_it_was_and_what_is_new_is_tested) {
  Lockstep lockstep = with_past();
  const std::int64_t epoch = lockstep.position().batches_per_epoch;
  lockstep.advance(4 * epoch);
  const auto then = lockstep.snapshot({});
  lockstep.go_to(3 * epoch + 1);
  const auto again = lockstep.snapshot({});
  lockstep.intervene({1}, slower(small_experiment().runs[1]));
  lockstep.advance(epoch);
  const auto other = lockstep.snapshot({});
  for (std::size_t run = 0; run < 2; ++run) {
    const auto& log = then->runs[run].history.log;
    const auto& log_again = again->runs[run].history.log;
    ASSERT_EQ(log_again.size(), log.size() - 1);
    for (std::size_t row = 0; row < log_again.size(); ++row) {
      EXPECT_EQ(log_again[row]->test_loss, log[row]->test_loss);
      EXPECT_EQ(log_again[row]->test_accuracy, log[row]->test_accuracy);
      EXPECT_EQ(log_again[row]->loss, log[row]->loss);
      EXPECT_EQ(log_again[row]->flips, log[row]->flips);
    }
    const double test_loss = other->runs[run].history.log.back()->test_loss;
    EXPECT_EQ(test_loss, other->runs[run].test_loss);
    EXPECT_EQ(test_loss == log.back()->test_loss, run == 0) << "run 1 goes another way";
  }
}

TEST(going_back, in_pieces_arrives_at_the_same_place) {
  Lockstep lockstep = with_past();
  const auto signatures = signatures_of(lockstep, 30);
  ASSERT_TRUE(lockstep.time().seek(17));
  while (lockstep.time().is_seeking()) lockstep.time().seek_on(3);
  EXPECT_EQ(lockstep.position().step, 17);
  EXPECT_EQ(lockstep.signature(), signatures[17]);
  lockstep.time().seek(25);
  lockstep.time().seek_on(2);
  lockstep.time().seek(3);
  while (lockstep.time().is_seeking()) lockstep.time().seek_on(1);
  EXPECT_EQ(lockstep.signature(), signatures[3]) << "another wish on the way";
}

bool knows_what_lies_ahead(const Lockstep& lockstep, std::size_t run) {
  return lockstep.snapshot({})->runs[run].ahead != nullptr;
}

TEST(what_lies_ahead, is_kept_as_it_was_until_one_is_there_again) {
  Lockstep lockstep = with_past();
  lockstep.advance(40);
  const auto then = lockstep.snapshot({});
  EXPECT_FALSE(knows_what_lies_ahead(lockstep, 0)) << "it is the furthest";
  lockstep.go_to(13);
  lockstep.go_to(21);
  const auto back = lockstep.snapshot({});
  for (std::size_t run = 0; run < 2; ++run) {
    ASSERT_NE(back->runs[run].ahead, nullptr);
    const RecordAhead& ahead = *back->runs[run].ahead;
    EXPECT_EQ(ahead.last_step, 40);
    ASSERT_EQ(ahead.history.steps.rows(), then->runs[run].history.steps.rows());
    for (std::size_t row = 0; row < ahead.history.steps.rows(); ++row)
      EXPECT_EQ(ahead.history.steps.at(row, StepColumns::batch_loss),
                then->runs[run].history.steps.at(row, StepColumns::batch_loss));
    EXPECT_EQ(ahead.history.raster.rows(), 40U);
    EXPECT_EQ(ahead.history.log, then->runs[run].history.log);
    EXPECT_EQ(back->runs[run].history.steps.rows(), 21U) << "the present is that of step 21";
  }
  EXPECT_TRUE(back->time->departures.empty());
  lockstep.advance(10);
  EXPECT_TRUE(knows_what_lies_ahead(lockstep, 0)) << "the same way again";
  lockstep.go_to(40);
  EXPECT_FALSE(knows_what_lies_ahead(lockstep, 0));
  EXPECT_EQ(lockstep.signature(), then->signature);
}

TEST(what_lies_ahead, is_forgotten_by_the_runs_that_go_another_way) {
  Lockstep lockstep = with_past();
  lockstep.advance(20);
  lockstep.go_to(8);
  lockstep.intervene({1}, slower(small_experiment().runs[1]));
  const auto asked = lockstep.snapshot({});
  ASSERT_EQ(asked->time->departures.size(), 1U);
  EXPECT_EQ(asked->time->departures[0].run, 1U);
  EXPECT_EQ(asked->time->departures[0].in_force, small_experiment().runs[1]);
  EXPECT_FALSE(asked->time->departures[0].was_changed_ahead);
  EXPECT_TRUE(knows_what_lies_ahead(lockstep, 1)) << "not before it is trained with";
  lockstep.advance(1);
  EXPECT_FALSE(knows_what_lies_ahead(lockstep, 1));
  EXPECT_TRUE(knows_what_lies_ahead(lockstep, 0)) << "it goes on as it did";
  lockstep.intervene({0}, ParameterEdit{.parameter = {.layer = 0, .unit = 0, .input = 0}, .value = 0.5});
  EXPECT_FALSE(knows_what_lies_ahead(lockstep, 0));
}

TEST(what_lies_ahead, is_kept_beside_a_fork) {
  Lockstep lockstep = with_past();
  lockstep.advance(20);
  const std::string end = lockstep.signature();
  lockstep.go_to(8);
  RunSpec spec = slower(small_experiment().runs[0]);
  spec.name = "Slower";
  lockstep.fork(0, spec);
  EXPECT_TRUE(knows_what_lies_ahead(lockstep, 0));
  EXPECT_TRUE(knows_what_lies_ahead(lockstep, 1));
  EXPECT_FALSE(knows_what_lies_ahead(lockstep, 2));
  lockstep.intervene({2}, reward_of(3, {0, 0.1}));
  lockstep.advance(5);
  EXPECT_TRUE(knows_what_lies_ahead(lockstep, 0)) << "only the fork is new";
  lockstep.advance(7);
  lockstep.remove_run(2);
  EXPECT_EQ(lockstep.signature(), end);
}

TEST(what_lies_ahead, is_known_to_depart_where_a_run_was_taught_there) {
  Lockstep lockstep = with_past();
  lockstep.advance(10);
  lockstep.intervene({0}, reward_of(3, {0, 0.1}));
  lockstep.advance(10);
  lockstep.go_to(4);
  const auto now = lockstep.snapshot({});
  ASSERT_EQ(now->time->departures.size(), 1U);
  EXPECT_TRUE(now->time->departures[0].was_changed_ahead);
  lockstep.advance(1);
  EXPECT_FALSE(knows_what_lies_ahead(lockstep, 0)) << "training does not teach it again";
}

TEST(going_back, repeats_what_was_taught_about_a_drawing) {
  Lockstep by_sample = with_past();
  Lockstep by_drawing = with_past();
  for (Lockstep* either : {&by_sample, &by_drawing}) either->advance(10);
  const auto input = by_sample.materials().dataset->test.input(3);
  Teaching teaching{
      .from_test = false, .sample = -1, .feedback = {0, 0.1}, .input = {input.begin(), input.end()}};
  by_sample.intervene({0}, reward_of(3, {0, 0.1}));
  by_drawing.intervene({0}, teaching);
  EXPECT_EQ(by_drawing.signature(), by_sample.signature());
  by_drawing.advance(5);
  const std::string end = by_drawing.signature();
  by_drawing.go_to(4);
  by_drawing.go_to(15);
  EXPECT_EQ(by_drawing.signature(), end);
  teaching.input.pop_back();
  EXPECT_THROW(by_drawing.intervene({0}, teaching), Error) << "not as large as the data";
}

TEST(what_lies_ahead, is_kept_with_the_state) {
  Lockstep lockstep = with_past();
  // Key frames are kept as time passes: until one lies ahead of where the runs go back to.
  for (int i = 0; i < 20000 && lockstep.snapshot({})->time->key_frames.back() <= 20; ++i) lockstep.advance(1);
  lockstep.go_to(20);
  Lockstep again = with_past();
  again.set_state(lockstep.state());
  const auto now = again.snapshot({});
  ASSERT_NE(now->runs[0].ahead, nullptr);
  EXPECT_GT(now->runs[0].ahead->last_step, 20) << "as far as key frames tell";
}

TEST(the_past, keeps_within_its_limit_and_reaches_back_all_the_same) {
  Lockstep lockstep = with_past();
  const auto signatures = signatures_of(lockstep, 40);
  const auto before = *lockstep.snapshot({})->time;
  lockstep.time().set_limit(before.bytes / 2);
  const auto after = *lockstep.snapshot({})->time;
  EXPECT_TRUE(after.bytes <= before.bytes / 2 || after.key_frames.size() <= 2);
  EXPECT_EQ(after.oldest, 0);
  lockstep.go_to(13);
  EXPECT_EQ(lockstep.signature(), signatures[13]);
}

TEST(a_fork, goes_its_own_way_from_where_it_was_made) {
  const Experiment experiment = small_experiment();
  Lockstep lockstep = with_past();
  lockstep.advance(8);
  RunSpec spec = slower(experiment.runs[0]);
  spec.name = "Slower";
  lockstep.fork(0, spec);
  ASSERT_EQ(lockstep.runs(), 3U);
  EXPECT_EQ(lockstep.weights(2)[0].values, lockstep.weights(0)[0].values);
  EXPECT_EQ(lockstep.snapshot({})->runs[2].history.steps.rows(), 8U);
  lockstep.advance(7);
  Lockstep expected = with_past();
  expected.advance(8);
  expected.intervene({0}, slower(experiment.runs[0]));
  expected.advance(7);
  EXPECT_EQ(lockstep.weights(2)[0].values, expected.weights(0)[0].values);

  const std::string end = lockstep.signature();
  lockstep.go_to(3);
  EXPECT_EQ(lockstep.weights(2)[0].values, lockstep.weights(0)[0].values)
      << "before it was made, it is what it came from";
  lockstep.go_to(15);
  EXPECT_EQ(lockstep.signature(), end);
}

TEST(a_fork, can_be_taken_away_again) {
  Lockstep lockstep = with_past();
  lockstep.advance(5);
  lockstep.fork(1, small_experiment().runs[1]);
  lockstep.advance(5);
  lockstep.remove_run(2);
  lockstep.advance(2);
  Lockstep expected = with_past();
  expected.advance(12);
  EXPECT_EQ(lockstep.signature(), expected.signature());
  lockstep.go_to(7);
  expected.go_to(7);
  EXPECT_EQ(lockstep.signature(), expected.signature());
  lockstep.remove_run(0);
  EXPECT_THROW(lockstep.remove_run(0), Error);
}

TEST(teaching, strengthens_what_is_rewarded_and_weakens_what_is_punished) {
  Lockstep lockstep = with_past();
  const auto size_of_logit = [&] {
    return std::abs(lockstep.snapshot(in_sample(3))->runs[0].sample->outputs[1]);
  };
  for (int i = 0; i < 3; ++i) {
    const float before = size_of_logit();
    lockstep.intervene({0}, reward_of(3, {0, 0.1}));
    EXPECT_GT(size_of_logit(), before);
    lockstep.take_back_teaching();
    lockstep.intervene({0}, reward_of(3, {0, -0.1}));
    EXPECT_LT(size_of_logit(), before);
    lockstep.take_back_teaching();
    EXPECT_EQ(size_of_logit(), before);
    lockstep.advance(5);
  }
}

TEST(teaching, is_repeated_on_the_way_back_and_taken_back_to_the_bit) {
  Lockstep lockstep = with_past();
  lockstep.advance(6);
  const std::string untaught = lockstep.signature();
  lockstep.intervene({0}, reward_of(2, {1, 0}));
  lockstep.intervene({0}, reward_of(5, {0, -0.3}));
  const std::string taught = lockstep.signature();
  EXPECT_NE(taught, untaught);
  EXPECT_FALSE(lockstep.snapshot({})->repeatable);
  EXPECT_EQ(lockstep.snapshot({})->time->taught.size(), 2U);
  lockstep.advance(6);
  const std::string end = lockstep.signature();
  lockstep.go_to(1);
  EXPECT_TRUE(lockstep.snapshot({})->time->taught.empty());
  lockstep.go_to(6);
  EXPECT_EQ(lockstep.signature(), taught);
  lockstep.go_to(12);
  EXPECT_EQ(lockstep.signature(), end);
  lockstep.take_back_teaching();
  lockstep.take_back_teaching();
  EXPECT_EQ(lockstep.signature(), untaught);
  EXPECT_THROW(lockstep.take_back_teaching(), Error);
}

TEST(teaching, is_an_ordinary_step_of_the_feedback_given_by_hand) {
  // A batch of one, trained with the same feedback as the run's own function: the same update.
  Experiment experiment = small_experiment();
  experiment.runs.resize(1);
  experiment.runs[0].optimiser.settings.set("momentum", 0.0);
  Lockstep lockstep = start(experiment, {.past = true});
  const auto sample = [&] { return *lockstep.snapshot(in_sample(7))->runs[0].sample; };
  const std::vector<float> reward = sample().output_feedback;
  const auto before = lockstep.weights(0);
  lockstep.intervene({0}, reward_of(7, {reward[0], reward[1]}));
  const auto after = lockstep.weights(0);
  const auto told = lockstep.snapshot({.weight_layers = {}, .all_weights = true});
  const auto& feedback = told->runs[0].layers[0].weights->feedback.values;
  for (std::size_t i = 0; i < feedback.size(); ++i)
    EXPECT_NEAR(after[0].values[i] - before[0].values[i], 0.05 * static_cast<double>(feedback[i]), 1e-6);
}

TEST(teaching, refuses_what_does_not_fit_and_changes_nothing) {
  Lockstep lockstep = with_past();
  const std::string before = lockstep.signature();
  EXPECT_THROW(lockstep.intervene({1}, reward_of(0, {1, 0})), Error) << "the gradient has no place for it";
  EXPECT_THROW(lockstep.intervene({0}, reward_of(0, {1, 0, 0})), Error) << "two outputs";
  EXPECT_THROW(lockstep.intervene({0}, reward_of(5000, {1, 0})), Error) << "no such sample";
  EXPECT_EQ(lockstep.signature(), before);
  EXPECT_TRUE(lockstep.snapshot({})->time->taught.empty());
  lockstep.next_phase();
  EXPECT_THROW(lockstep.intervene({0}, reward_of(0, {1, 0})), Error) << "in the middle of a step";
}

}  // namespace
}  // namespace lfp::test::time_travel_test
