#include "core/engine/engine.h"

#include "core/sessions/session_file.h"
#include "tests/support/small_experiment.h"

#include <chrono>
#include <ctime>
#include <functional>
#include <thread>

#include <gtest/gtest.h>

namespace lfp::test::engine_test {
namespace {

/// Asks for snapshots as a window does until one fits; null if none does in a long time.
SnapshotPointer wait_for(Engine& engine, const std::function<bool(const Snapshot&)>& fits) {
  for (int attempt = 0; attempt < 3000; ++attempt) {
    engine.want_snapshot();
    const auto newest = engine.newest();
    if (newest && fits(*newest)) return newest;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return nullptr;
}

/// Waits until the process takes hardly any processor time for a while; a thread that spins takes all of one.
bool comes_to_rest() {
  constexpr std::chrono::milliseconds while_measured(100);
  for (int attempt = 0; attempt < 100; ++attempt) {
    const std::clock_t before = std::clock();
    std::this_thread::sleep_for(while_measured);
    if (std::clock() - before < CLOCKS_PER_SEC / 100) return true;
  }
  return false;
}

bool is_paused(const Snapshot& snapshot) {
  return !snapshot.running;
}

TEST(engine, is_ready_and_paused_after_loading) {
  Engine engine;
  EXPECT_EQ(engine.newest(), nullptr);
  engine.send(command::Load{small_experiment()});
  const auto snapshot = wait_for(engine, is_paused);
  ASSERT_NE(snapshot, nullptr);
  EXPECT_EQ(snapshot->position.step, 0);
  EXPECT_EQ(snapshot->runs.size(), 2U);
  EXPECT_FALSE(snapshot->signature.empty());
}

TEST(engine, shows_a_pause_before_it_tests_the_runs) {
  Engine engine;
  engine.send(command::Load{small_experiment()});
  const auto start = wait_for(engine, is_paused);
  ASSERT_NE(start, nullptr);
  EXPECT_TRUE(start->evaluated);
  engine.want_snapshot();
  engine.send(command::NextBatch{});
  SnapshotPointer seen = start;
  while (seen->position.step == 0) seen = engine.newest();
  EXPECT_FALSE(seen->evaluated);
  EXPECT_EQ(seen->runs[0].test_loss, start->runs[0].test_loss);
  const auto tested =
      wait_for(engine, [](const Snapshot& now) { return now.position.step == 1 && now.evaluated; });
  ASSERT_NE(tested, nullptr);
  Lockstep headless = test::start(small_experiment());
  headless.advance(1);
  headless.evaluate();
  const auto expected = headless.snapshot({});
  for (std::size_t run = 0; run < 2; ++run) {
    EXPECT_EQ(tested->runs[run].test_loss, expected->runs[run].test_loss);
    EXPECT_EQ(tested->runs[run].test_accuracy, expected->runs[run].test_accuracy);
  }
}

TEST(engine, rests_where_there_is_nothing_to_show) {
  Engine engine;
  Experiment impossible = small_experiment();
  impossible.network.layers.clear();
  engine.send(command::Load{impossible});
  while (engine.take_error().empty()) std::this_thread::yield();
  engine.want_snapshot();
  EXPECT_TRUE(comes_to_rest());
}

TEST(engine, trains_to_the_bits_of_a_headless_run) {
  Engine engine;
  engine.send(command::Load{small_experiment()});
  engine.send(command::SetInterest{
      {.weight_layers = {}, .all_weights = true, .sample = true, .boundary_resolution = 16}});
  engine.send(command::NextPhase{});
  engine.send(command::NextBatch{});
  engine.send(command::Run{.until_step = 57, .until_epoch = {}, .until_test_accuracy = {}});
  const auto snapshot =
      wait_for(engine, [](const Snapshot& now) { return !now.running && now.position.step == 57; });
  ASSERT_NE(snapshot, nullptr);
  Lockstep headless = test::start(small_experiment());
  headless.advance(57);
  EXPECT_EQ(snapshot->signature, headless.signature());
  EXPECT_EQ(engine.weights(0)[0].values, headless.weights(0)[0].values);
}

TEST(engine, goes_on_from_a_session_to_the_bits_of_one_that_was_not_interrupted) {
  Engine engine;
  EXPECT_EQ(engine.state(), nullptr);
  engine.send(command::Load{small_experiment()});
  engine.send(command::Run{.until_step = 20, .until_epoch = {}, .until_test_accuracy = {}});
  ASSERT_NE(wait_for(engine, [](const Snapshot& now) { return now.position.step == 20 && !now.running; }),
            nullptr);
  const auto state = engine.state();
  const auto session = std::make_shared<const SessionFile>(
      session_bytes({.experiment = *state->experiment, .state = state, .program = "test"}), "saved", "");

  Engine next;
  next.send(command::Load{session->experiment(), session});
  next.send(command::Run{.until_step = 57, .until_epoch = {}, .until_test_accuracy = {}});
  const auto snapshot =
      wait_for(next, [](const Snapshot& now) { return !now.running && now.position.step == 57; });
  ASSERT_NE(snapshot, nullptr);
  Lockstep headless = test::start(small_experiment());
  headless.advance(57);
  EXPECT_EQ(snapshot->signature, headless.signature());
  EXPECT_EQ(snapshot->runs[0].history.raster.rows(), 57U);
  EXPECT_TRUE(next.take_notes().empty());
}

TEST(engine, tells_what_of_a_session_is_of_no_use) {
  Experiment other = small_experiment();
  other.network.layers.erase(other.network.layers.begin());
  Lockstep lockstep = test::start(other);
  const auto state = std::make_shared<const LockstepState>(lockstep.state());
  auto session = std::make_shared<SessionFile>(
      session_bytes({.experiment = other, .state = state, .program = "test"}), "saved", "");
  Engine engine;
  engine.send(command::Load{small_experiment(), session});
  ASSERT_NE(wait_for(engine, is_paused), nullptr);
  const auto notes = engine.take_notes();
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_NE(notes[0].find("layer2.weight"), std::string::npos) << notes[0];
  EXPECT_TRUE(engine.take_notes().empty());
}

TEST(engine, a_cancelled_start_leaves_the_runs_as_they_are) {
  Engine engine;
  engine.send(command::Load{small_experiment()});
  engine.send(command::Run{.until_step = 20, .until_epoch = {}, .until_test_accuracy = {}});
  const auto before =
      wait_for(engine, [](const Snapshot& now) { return now.position.step == 20 && !now.running; });
  ASSERT_NE(before, nullptr);
  Experiment other = small_experiment();
  other.network.layers.erase(other.network.layers.begin());
  for (int kind = 0; kind < 2; ++kind) {
    EXPECT_FALSE(engine.take_cancelled());
    auto progress = std::make_shared<Progress>();
    const std::weak_ptr<Progress> held = progress;
    progress->cancel();
    if (kind == 0)
      engine.send(command::Load{.experiment = other, .progress = std::move(progress)});
    else
      engine.send(command::Reset{.progress = std::move(progress)});
    while (!held.expired()) std::this_thread::yield();
    EXPECT_TRUE(engine.take_cancelled());
    EXPECT_TRUE(engine.take_error().empty());
  }
  engine.send(command::NextBatch{});
  const auto after = wait_for(engine, [](const Snapshot& now) { return now.position.step == 21; });
  ASSERT_NE(after, nullptr);
  EXPECT_EQ(after->generation, before->generation);
  EXPECT_EQ(after->experiment, before->experiment);
}

TEST(engine, runs_until_paused_and_starts_anew_on_reset) {
  Engine engine;
  engine.send(command::Load{small_experiment()});
  engine.send(command::Run{});
  const auto running =
      wait_for(engine, [](const Snapshot& now) { return now.running && now.position.step > 20; });
  ASSERT_NE(running, nullptr);
  engine.send(command::Pause{});
  ASSERT_NE(wait_for(engine, is_paused), nullptr);
  engine.send(command::Reset{});
  const auto reset = wait_for(engine, [](const Snapshot& now) { return now.position.step == 0; });
  ASSERT_NE(reset, nullptr);
  EXPECT_GT(reset->generation, running->generation);
}

TEST(engine, walks_an_epoch_and_phases_at_a_pace) {
  Engine engine;
  engine.send(command::Load{small_experiment()});
  engine.send(command::NextEpoch{});
  EXPECT_NE(wait_for(engine, [](const Snapshot& now) { return !now.running && now.position.epoch == 1; }),
            nullptr);
  engine.send(command::SetSpeed{.per_second = 200, .phases = true});
  engine.send(command::Run{});
  EXPECT_NE(
      wait_for(engine,
               [](const Snapshot& now) { return now.position.next_phase.kind == PhaseKind::distribute; }),
      nullptr)
      << "snapshots are taken inside a step";
}

TEST(engine, stops_at_the_step_asked_for_however_many_are_due_at_once) {
  Engine engine;
  engine.send(command::Load{small_experiment()});
  engine.send(command::SetSpeed{.per_second = 20'000, .phases = false});
  for (const std::int64_t step : {7, 40, 53, 101}) {
    engine.send(command::Run{.until_step = step, .until_epoch = {}, .until_test_accuracy = {}});
    const auto stopped =
        wait_for(engine, [=](const Snapshot& now) { return is_paused(now) && now.position.step >= step; });
    ASSERT_NE(stopped, nullptr);
    EXPECT_EQ(stopped->position.step, step);
  }
}

TEST(engine, stops_at_the_accuracy_asked_for) {
  Engine engine;
  engine.send(command::Load{small_experiment()});
  engine.send(command::Run{.until_step = {}, .until_epoch = {}, .until_test_accuracy = 0.8});
  const auto snapshot =
      wait_for(engine, [](const Snapshot& now) { return !now.running && now.position.step > 0; });
  ASSERT_NE(snapshot, nullptr);
  EXPECT_GE(snapshot->runs[0].test_accuracy, 0.8);
}

TEST(engine, stops_at_the_first_flip) {
  Engine engine;
  engine.send(command::Load{small_experiment()});
  engine.send(
      command::Run{.until_step = {}, .until_epoch = {}, .until_test_accuracy = {}, .until_first_flip = true});
  const auto snapshot =
      wait_for(engine, [](const Snapshot& now) { return !now.running && now.position.step > 0; });
  ASSERT_NE(snapshot, nullptr);
  std::int64_t flipped = 0;
  for (const RunSnapshot& run : snapshot->runs)
    for (const LayerSnapshot& layer : run.layers) flipped += layer.flipped;
  EXPECT_GT(flipped, 0);
  Lockstep before = test::start(small_experiment());
  before.advance(snapshot->position.step - 1);
  EXPECT_EQ(before.flipped_weights(), 0) << "no earlier step had one";
}

TEST(engine, sets_a_weight_and_walks_samples_when_asked) {
  Engine engine;
  engine.send(command::Load{small_experiment()});
  engine.send(command::NextSample{});
  const auto walked = wait_for(engine, [](const Snapshot& now) { return now.batch_cursor == 0; });
  ASSERT_NE(walked, nullptr);
  engine.send(command::SetParameter{
      .run = 0, .edit = {.parameter = {.layer = 0, .unit = 1, .input = 0}, .value = 0.5}});
  const auto set = wait_for(engine, [](const Snapshot& now) { return !now.repeatable; });
  ASSERT_NE(set, nullptr);
  EXPECT_EQ(engine.weights(0)[0].values[2], 0.5);
  EXPECT_FALSE(set->batch_cursor);
}

TEST(engine, keeps_the_state_when_a_command_cannot_be_carried_out) {
  Engine engine;
  engine.send(command::Load{small_experiment()});
  engine.send(command::NextBatch{});
  ASSERT_NE(wait_for(engine, [](const Snapshot& now) { return now.position.step == 1; }), nullptr);
  Experiment wrong = small_experiment();
  wrong.network.layers.back() = test::dense_spec(5, "");
  engine.send(command::Load{wrong});
  std::string error;
  for (int attempt = 0; attempt < 3000 && error.empty(); ++attempt) {
    error = engine.take_error();
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  EXPECT_NE(error.find("network.layers[2].units"), std::string::npos) << error;
  EXPECT_EQ(engine.take_error(), "");
  engine.want_snapshot();
  EXPECT_EQ(engine.newest()->position.step, 1);
}

TEST(engine, goes_on_with_the_others_when_a_run_diverges_and_revives_it_alone) {
  Experiment wild = small_experiment();
  wild.runs[0].optimiser.settings.set("learning_rate", 1e9);
  wild.runs[0].clip_norm.reset();
  Engine engine;
  engine.send(command::Load{wild});
  engine.send(command::Run{.until_step = 50, .until_epoch = {}, .until_test_accuracy = {}});
  const auto diverged = wait_for(engine, [](const Snapshot& now) {
    return !now.running && now.runs[0].are_remedies_tried && now.position.step == 50;
  });
  ASSERT_NE(diverged, nullptr);
  ASSERT_TRUE(diverged->runs[0].divergence);
  EXPECT_FALSE(diverged->runs[1].divergence);
  engine.send(command::Revive{.run = 0});
  engine.send(command::ChangeRun{.run = 0, .spec = small_experiment().runs[0]});
  const auto revived = wait_for(engine, [](const Snapshot& now) { return !now.runs[0].divergence; });
  ASSERT_NE(revived, nullptr);
  EXPECT_EQ(revived->position.step, 50) << "the others stay where they are";
  engine.send(command::Run{.until_step = 60, .until_epoch = {}, .until_test_accuracy = {}});
  const auto together =
      wait_for(engine, [](const Snapshot& now) { return !now.running && now.position.step == 60; });
  ASSERT_NE(together, nullptr);
  EXPECT_EQ(together->runs[0].history.steps.rows(), 60U) << "it has caught up";
}

TEST(engine, stops_at_the_step_of_a_divergence_where_that_is_asked_for) {
  Experiment wild = small_experiment();
  wild.runs[0].optimiser.settings.set("learning_rate", 1e9);
  wild.runs[0].clip_norm.reset();
  Engine engine;
  engine.send(command::Load{wild});
  engine.send(
      command::Run{.until_step = {}, .until_epoch = {}, .until_test_accuracy = {}, .until_divergence = true});
  const auto stopped = wait_for(
      engine, [](const Snapshot& now) { return !now.running && now.runs[0].divergence.has_value(); });
  ASSERT_NE(stopped, nullptr);
  EXPECT_EQ(stopped->position.step, stopped->runs[0].divergence->step);
}

TEST(engine, goes_back_and_on_again_paused) {
  Engine engine;
  engine.send(command::Load{small_experiment()});
  engine.send(command::Run{.until_step = 30, .until_epoch = {}, .until_test_accuracy = {}});
  const auto end =
      wait_for(engine, [](const Snapshot& now) { return !now.running && now.position.step == 30; });
  ASSERT_NE(end, nullptr);
  engine.send(command::GoTo{12});
  engine.send(command::GoTo{8});
  ASSERT_NE(wait_for(engine, [](const Snapshot& now) { return now.position.step == 8; }), nullptr);
  engine.send(command::StepBack{});
  ASSERT_NE(wait_for(engine, [](const Snapshot& now) { return now.position.step == 7; }), nullptr);
  engine.send(command::NextPhase{});
  ASSERT_NE(wait_for(engine, [](const Snapshot& now) { return now.position.next_phase != Phase{}; }),
            nullptr);
  engine.send(command::StepBack{});
  const auto beginning =
      wait_for(engine, [](const Snapshot& now) { return now.position.next_phase == Phase{}; });
  ASSERT_NE(beginning, nullptr);
  EXPECT_EQ(beginning->position.step, 7) << "in the middle of a step: to its beginning";
  EXPECT_EQ(beginning->time->reached, 30);
  engine.send(command::GoTo{30});
  const auto again = wait_for(engine, [](const Snapshot& now) { return now.position.step == 30; });
  ASSERT_NE(again, nullptr);
  EXPECT_EQ(again->signature, end->signature);
}

TEST(engine, tells_views_that_the_runs_are_others) {
  Engine engine;
  engine.send(command::Load{small_experiment()});
  engine.send(command::NextBatch{});
  const auto before = wait_for(engine, [](const Snapshot& now) { return now.position.step == 1; });
  ASSERT_NE(before, nullptr);
  engine.send(command::Fork{.run = 0, .spec = small_experiment().runs[0]});
  const auto forked = wait_for(engine, [](const Snapshot& now) { return now.runs.size() == 3; });
  ASSERT_NE(forked, nullptr);
  EXPECT_GT(forked->generation, before->generation);
  EXPECT_EQ(forked->runs[2].batch_loss, forked->runs[0].batch_loss);
}

}  // namespace
}  // namespace lfp::test::engine_test
