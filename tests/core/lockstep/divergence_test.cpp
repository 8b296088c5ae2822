// A run that diverges stands still at its last finite state, the others go on, and it can be revived alone.

#include "core/base/error.h"
#include "core/lockstep/free_training.h"
#include "core/lockstep/lockstep.h"
#include "core/lockstep/lockstep_state.h"
#include "core/lockstep/time_travel.h"
#include "tests/support/small_experiment.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lfp::test::divergence_test {
namespace {

constexpr std::int64_t stop = 60;
constexpr std::int64_t wild_from = 20;
constexpr RecordOptions kept{.raster = true, .past = true};

RunSpec wild(RunSpec spec) {
  spec.optimiser.settings.set("learning_rate", 1e9);
  spec.clip_norm.reset();
  return spec;
}

Experiment with_stop() {
  Experiment experiment = small_experiment();
  experiment.stop.steps = stop;
  return experiment;
}

/// Run 0 diverges after 20 steps, run 1 goes on to step 40.
Lockstep half_diverged() {
  Lockstep lockstep = start(with_stop(), kept);
  lockstep.advance(wild_from);
  lockstep.intervene({0}, wild(small_experiment().runs[0]));
  lockstep.advance(20);
  return lockstep;
}

std::int64_t own_step(const Lockstep& lockstep, std::size_t run) {
  return lockstep.state().runs[run].step;
}

/// As a run is by itself, never changed.
std::vector<float> untouched_weights(std::size_t run, std::int64_t steps) {
  Lockstep lockstep = start(with_stop());
  lockstep.advance(steps);
  return lockstep.weights(run)[0].values;
}

TEST(a_diverged_run, stands_still_while_the_others_go_on_to_the_stop) {
  Lockstep lockstep = half_diverged();
  ASSERT_TRUE(lockstep.has_diverged());
  EXPECT_TRUE(lockstep.goes_on());
  const std::int64_t failed = lockstep.snapshot({})->runs[0].divergence->step;
  EXPECT_EQ(lockstep.position().step, 40);
  const auto stood = lockstep.weights(0);
  lockstep.advance(1000);
  EXPECT_TRUE(lockstep.is_finished());
  EXPECT_EQ(lockstep.position().step, stop);
  EXPECT_EQ(own_step(lockstep, 0), failed - 1);
  EXPECT_EQ(lockstep.weights(0)[0].values, stood[0].values);
  EXPECT_EQ(lockstep.weights(1)[0].values, untouched_weights(1, stop));
}

TEST(a_diverged_run, leads_to_the_same_bits_whatever_the_pieces) {
  Lockstep whole = half_diverged();
  whole.advance(1000);
  for (const std::int64_t piece : {1, 3, 7, 50}) {
    Lockstep freely = start(with_stop(), kept);
    freely.advance(wild_from);
    freely.intervene({0}, wild(small_experiment().runs[0]));
    std::int64_t steps = 0;
    freely.advance({.interest = {},
                    .next = [piece](std::int64_t) { return FreeTraining::Piece{.steps = piece}; },
                    .done = [&](const FreeTraining::Done& done) { steps += done.steps; }});
    EXPECT_EQ(freely.signature(), whole.signature()) << piece;
    EXPECT_EQ(freely.position(), whole.position()) << piece;
    EXPECT_EQ(steps, stop - wild_from) << piece;
  }
}

TEST(runs_that_have_all_diverged, end_at_the_last_step_of_the_last_of_them) {
  Experiment experiment = with_stop();
  for (RunSpec& run : experiment.runs) run = wild(run);
  Lockstep whole = start(experiment, kept);
  whole.advance(1000);
  EXPECT_FALSE(whole.goes_on());
  EXPECT_FALSE(whole.is_finished());
  EXPECT_EQ(whole.advance(5), 0);
  EXPECT_EQ(whole.position().step, std::max(own_step(whole, 0), own_step(whole, 1)));
  for (const std::int64_t piece : {1, 2, 40}) {
    Lockstep freely = start(experiment, kept);
    freely.advance({.interest = {},
                    .next = [piece](std::int64_t) { return FreeTraining::Piece{.steps = piece}; },
                    .done = [](const FreeTraining::Done&) {}});
    EXPECT_EQ(freely.position(), whole.position()) << piece;
    EXPECT_EQ(freely.signature(), whole.signature()) << piece;
  }
}

TEST(going_back, leads_to_a_run_before_it_diverged_and_on_to_where_it_stands_still) {
  Lockstep lockstep = half_diverged();
  const std::string end = lockstep.signature();
  const std::int64_t failed = lockstep.snapshot({})->runs[0].divergence->step;
  ASSERT_TRUE(lockstep.go_to(10));
  EXPECT_FALSE(lockstep.has_diverged());
  EXPECT_EQ(own_step(lockstep, 0), 10);
  ASSERT_TRUE(lockstep.go_to(40));
  EXPECT_EQ(lockstep.signature(), end);
  EXPECT_EQ(lockstep.snapshot({})->runs[0].divergence->step, failed);
}

TEST(a_revived_run, catches_up_with_other_settings_while_the_others_stay) {
  Lockstep lockstep = half_diverged();
  const std::int64_t last = own_step(lockstep, 0);
  const auto others = lockstep.weights(1);
  ASSERT_TRUE(lockstep.revive(0, 5));
  EXPECT_FALSE(lockstep.has_diverged());
  EXPECT_TRUE(lockstep.is_behind());
  EXPECT_EQ(own_step(lockstep, 0), last - 5);
  EXPECT_EQ(lockstep.position().step, 40);
  EXPECT_EQ(lockstep.weights(1)[0].values, others[0].values);

  lockstep.intervene({0}, small_experiment().runs[0]);
  while (lockstep.is_behind()) lockstep.time().catch_up(3);
  EXPECT_EQ(own_step(lockstep, 0), 40);
  EXPECT_EQ(lockstep.weights(1)[0].values, others[0].values);
  EXPECT_EQ(lockstep.weights(0)[0].values, untouched_weights(0, 40))
      << "it had gone wild after step 20 and was revived before";
  lockstep.advance(1000);
  EXPECT_EQ(lockstep.signature(), [] {
    Lockstep never_wild = start(with_stop());
    never_wild.advance(1000);
    return never_wild.signature();
  }());
}

TEST(a_revived_run, is_repeated_on_its_new_way) {
  Lockstep lockstep = half_diverged();
  lockstep.revive(0, 0);
  RunSpec tame = small_experiment().runs[0];
  tame.clip_norm = 0.5;
  lockstep.intervene({0}, tame);
  lockstep.advance(10);
  const std::string at_fifty = lockstep.signature();
  lockstep.go_to(30);
  lockstep.advance(20);
  EXPECT_EQ(lockstep.signature(), at_fifty);
  lockstep.go_to(5);
  lockstep.go_to(50);
  EXPECT_EQ(lockstep.signature(), at_fifty);
}

TEST(a_revived_run, that_trains_as_before_diverges_as_before) {
  Lockstep lockstep = half_diverged();
  const std::string before = lockstep.signature();
  lockstep.revive(0, 0);
  while (lockstep.is_behind()) lockstep.time().catch_up(100);
  EXPECT_TRUE(lockstep.has_diverged());
  EXPECT_EQ(lockstep.signature(), before);
}

TEST(a_revived_run, that_is_alone_goes_back_as_going_back_does) {
  Experiment experiment = with_stop();
  experiment.runs.resize(1);
  Lockstep lockstep = start(experiment, kept);
  lockstep.advance(wild_from);
  lockstep.intervene({0}, wild(experiment.runs[0]));
  lockstep.advance(20);
  const std::int64_t last = own_step(lockstep, 0);
  ASSERT_TRUE(lockstep.revive(0, 3));
  EXPECT_EQ(lockstep.position().step, last - 3);
  EXPECT_FALSE(lockstep.is_behind());
}

TEST(a_diverged_run, cannot_be_taught_forked_or_edited_but_the_others_can) {
  Lockstep lockstep = half_diverged();
  const Teaching teaching{.from_test = true, .sample = 1, .feedback = {0.1, -0.1}};
  const ParameterEdit edit{.parameter = {.layer = 0, .unit = 1, .input = 0}, .value = 0.5};
  EXPECT_THROW(lockstep.intervene({0}, teaching), Error);
  EXPECT_THROW(lockstep.fork(0, small_experiment().runs[0]), Error);
  EXPECT_THROW(lockstep.intervene({0}, edit), Error);
  EXPECT_NO_THROW(lockstep.intervene({1}, edit));
  EXPECT_NO_THROW(lockstep.fork(1, small_experiment().runs[1]));
  EXPECT_EQ(lockstep.advance(2), 2);
}

TEST(a_state, of_a_diverged_run_fails_again_where_it_is_read) {
  Lockstep lockstep = half_diverged();
  LockstepState state = lockstep.state();
  state.runs[0].divergence.reset();  // as a file, which does not hold it
  Lockstep again = start(*state.experiment, kept);
  again.set_state(state);
  EXPECT_TRUE(again.has_diverged());
  EXPECT_EQ(again.signature(), lockstep.signature());
  lockstep.advance(1000);
  again.advance(1000);
  EXPECT_EQ(again.signature(), lockstep.signature());
}

/// The kinds of those that helped, once all have been tried.
std::vector<RemedyKind> helpful_kinds(Lockstep& lockstep, std::size_t run) {
  while (lockstep.try_remedies(7)) {
  }
  const auto snapshot = lockstep.snapshot({});
  EXPECT_TRUE(snapshot->runs[run].are_remedies_tried);
  std::vector<RemedyKind> kinds;
  for (const TriedRemedy& remedy : snapshot->runs[run].remedies) kinds.push_back(remedy.kind);
  return kinds;
}

/// Run 0 is too fast from the beginning, but not beyond remedy.
Lockstep fast_from_the_beginning() {
  Experiment experiment = with_stop();
  experiment.runs[0].clip_norm.reset();
  experiment.runs[0].optimiser.settings.set("learning_rate", 1e3);
  Lockstep lockstep = start(experiment, kept);
  lockstep.advance(40);
  return lockstep;
}

TEST(remedies, are_offered_once_a_copy_has_stayed_finite_with_them) {
  Lockstep lockstep = fast_from_the_beginning();
  const std::string before = lockstep.signature();
  EXPECT_FALSE(lockstep.snapshot({})->runs[0].are_remedies_tried);
  EXPECT_FALSE(helpful_kinds(lockstep, 0).empty());
  EXPECT_EQ(lockstep.signature(), before) << "the runs stay where they are";
  const auto snapshot = lockstep.snapshot({});
  for (const TriedRemedy& remedy : snapshot->runs[0].remedies) {
    Lockstep revived = fast_from_the_beginning();
    revived.revive(0, 10);
    revived.intervene({0}, remedy.spec);
    while (revived.is_behind()) revived.time().catch_up(100);
    EXPECT_FALSE(revived.has_diverged()) << instruction(remedy.kind);
  }
}

TEST(remedies, come_with_the_least_loss_first_and_are_named_by_the_divergence) {
  Lockstep lockstep = fast_from_the_beginning();
  ASSERT_TRUE(lockstep.has_diverged());
  helpful_kinds(lockstep, 0);
  const auto snapshot = lockstep.snapshot({});
  const auto& remedies = snapshot->runs[0].remedies;
  EXPECT_TRUE(std::ranges::is_sorted(remedies, {}, &TriedRemedy::loss));
  const std::string& told = snapshot->runs[0].divergence->remedy;
  ASSERT_FALSE(remedies.empty());
  EXPECT_TRUE(told.starts_with(instruction(remedies.front().kind))) << told;
}

TEST(remedies, are_offered_untried_where_a_copy_would_take_more_than_half_of_the_free_memory) {
  Lockstep lockstep = fast_from_the_beginning();
  EXPECT_FALSE(lockstep.try_remedies(7, 1000));
  const auto snapshot = lockstep.snapshot({});
  const RunSnapshot& run = snapshot->runs[0];
  EXPECT_TRUE(run.are_remedies_tried);
  ASSERT_FALSE(run.remedies.empty());
  for (const TriedRemedy& remedy : run.remedies) EXPECT_EQ(remedy.steps, 0);
  EXPECT_NE(run.divergence->remedy.find("not tried"), std::string::npos) << run.divergence->remedy;
}

TEST(remedies, that_do_not_help_are_not_offered) {
  Lockstep lockstep = half_diverged();
  EXPECT_TRUE(helpful_kinds(lockstep, 0).empty()) << "even clipped, 1e9 is too fast";
  EXPECT_TRUE(lockstep.snapshot({})->runs[0].divergence->remedy.starts_with("None"));
}

TEST(remedies, are_tried_anew_for_other_settings) {
  Lockstep lockstep = half_diverged();
  helpful_kinds(lockstep, 0);
  RunSpec changed = wild(small_experiment().runs[0]);
  changed.rule.settings.set("epsilon", 0.5);
  lockstep.intervene({0}, changed);
  EXPECT_FALSE(lockstep.snapshot({})->runs[0].are_remedies_tried);
  EXPECT_TRUE(lockstep.try_remedies(1));
}

}  // namespace
}  // namespace lfp::test::divergence_test
