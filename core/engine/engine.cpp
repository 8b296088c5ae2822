#include "core/engine/engine.h"

#include "core/engine/engine_implementation.h"
#include "core/experiment/stop.h"
#include "core/lockstep/free_training.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <sys/resource.h>
#include <unistd.h>

namespace lfp {
namespace {

using Seconds = std::chrono::duration<double>;

/// How long training goes on before the engine looks up: short enough that a click is answered at once and a
/// picture is never late, long enough that runs seldom wait for one another.
constexpr double look_up_seconds = 0.009;
/// Window over which the speed is measured.
constexpr double speed_seconds = 0.5;
/// Going back that takes longer than this shows where it is.
constexpr auto long_seek = std::chrono::milliseconds(500);
/// Seconds of training that are repeated at most to find out what a parameter was before it was watched.
constexpr double replayed_seconds = 20;
/// How long testing waits for the window to take the picture that comes before it.
constexpr auto picture_patience = std::chrono::milliseconds(40);

/// The niceness of the training threads (on Linux each thread has its own and passes it on to those it
/// starts): where there are no more cores than runs, the window draws in time and training takes what is
/// left.
constexpr int niceness = 10;

}  // namespace

void Engine::Implementation::work(const std::stop_token& stop) {
  const auto thread = static_cast<id_t>(gettid());
  // A program that was started with a higher niceness keeps it.
  setpriority(PRIO_PROCESS, thread, std::max(niceness, getpriority(PRIO_PROCESS, thread)));
  while (!stop.stop_requested()) {
    wait_for_work(stop);
    carry_out_commands();
    answer_questions();
    if (is_seeking())
      attempt([this] { seek_a_while(); });
    else if (running)
      train_a_while();
    make_snapshot_if_due();
    evaluate_if_due();
    try_remedies_a_while();
    replay_parameters_a_while();
  }
}

void Engine::Implementation::wait_for_work(const std::stop_token& stop) {
  std::unique_lock lock(mutex);
  const auto has_work = [this] {
    return !commands.empty() || !questions.empty() || (snapshot_wanted && changed && lockstep && !running);
  };
  if (is_seeking()) return;
  if ((is_replaying || is_trying_remedies) && is_idle()) return;
  if (!running && evaluation_due)
    wake.wait_until(lock, stop, *evaluation_due, [&] { return !changed || has_work(); });
  else if (!running)
    wake.wait(lock, stop, has_work);
  else if (!rate.is_unbounded())
    wake.wait_until(lock, stop, rate.next(), [&] { return has_work() || (snapshot_wanted && changed); });
}

void Engine::Implementation::carry_out_commands() {
  while (true) {
    Command command;
    {
      const std::lock_guard lock(mutex);
      if (commands.empty()) return;
      command = std::move(commands.front());
      commands.pop_front();
    }
    attempt([&] { std::visit([this](const auto& specific) { carry_out(specific); }, command); });
    changed = true;
    is_replaying = true;
    snapshot_timing.hurry();
  }
}

template <class Action>
void Engine::Implementation::attempt(const Action& action) {
  try {
    action();
  } catch (const Error& problem) {
    const std::lock_guard lock(mutex);
    error = problem.what();
  } catch (const Cancelled&) {
    const std::lock_guard lock(mutex);
    is_cancelled = true;
  }
}

void Engine::Implementation::answer_questions() {
  std::deque<std::packaged_task<void()>> waiting;
  {
    const std::lock_guard lock(mutex);
    waiting.swap(questions);
  }
  for (auto& question : waiting) question();
}

/// Asked by another thread, answered by the worker between two steps.
template <class Answer>
Answer Engine::Implementation::ask(std::function<Answer()> question) const {
  Answer answer;
  std::packaged_task<void()> task([&] { answer = question(); });
  std::future<void> answered = task.get_future();
  {
    const std::lock_guard lock(mutex);
    questions.push_back(std::move(task));
  }
  wake.notify_all();
  answered.get();
  return answer;
}

void Engine::Implementation::train_a_while() {
  if (reached(*running)) return pause();
  if (lockstep->is_behind()) {
    lockstep->time().catch_up(steps_until_look_up());
    changed = true;
    return;
  }
  if (rate.is_unbounded()) {
    train_unbounded();
  } else if (rate.counts_phases()) {
    if (rate.due() > 0) {
      lockstep->next_phase();
      rate.count(1);
      measure_speed(lockstep->position().next_phase == Phase{} ? 1 : 0);
    }
  } else if (const std::int64_t due = rate.due(); due > 0) {
    // A machine too slow for the speed asked for must not fall ever further behind.
    const auto affordable = std::max<std::int64_t>(
        1, static_cast<std::int64_t>(look_up_seconds * 2 / std::max(seconds_per_step, 1e-6)));
    const auto start = Clock::now();
    const std::int64_t done = lockstep->advance(std::min({due, affordable, steps_to_check()}));
    if (done > 0) seconds_per_step = Seconds(Clock::now() - start).count() / static_cast<double>(done);
    measure_speed(done);
    if (due > affordable)
      rate.restart();
    else
      rate.count(done);
  } else {
    return;
  }
  changed = true;
  if (reached(*running)) pause();
}

std::int64_t Engine::Implementation::steps_until_look_up() const {
  const double guess = seconds_per_step > 0 ? look_up_seconds / seconds_per_step : 1.0;
  return std::clamp<std::int64_t>(static_cast<std::int64_t>(guess), 1, 100'000);
}

bool Engine::Implementation::is_called() const {
  const std::lock_guard lock(mutex);
  return !commands.empty() || !questions.empty() || worker.get_stop_token().stop_requested();
}

/// Where the state of the runs decides when to stop, they are looked at after every piece.
void Engine::Implementation::train_unbounded() {
  const bool is_free =
      !running->until_first_flip && !running->until_test_accuracy && !running->until_divergence;
  if (is_free) return train_freely();
  const auto start = Clock::now();
  const std::int64_t done = lockstep->advance(std::min(steps_until_look_up(), steps_to_check()));
  if (done > 0) seconds_per_step = Seconds(Clock::now() - start).count() / static_cast<double>(done);
  measure_speed(done);
}

std::int64_t Engine::Implementation::steps_to_check() const {
  if (running->until_first_flip || running->until_divergence) return 1;
  const Position& position = lockstep->position();
  const std::int64_t steps = steps_to_stop(position.step);
  return running->until_test_accuracy ? std::min(steps, position.batches_per_epoch - position.batch) : steps;
}

std::int64_t Engine::Implementation::steps_to_stop(std::int64_t step) const {
  const auto last = last_step({.epochs = running->until_epoch, .steps = running->until_step},
                              lockstep->position().batches_per_epoch);
  return last.value_or(std::numeric_limits<std::int64_t>::max()) - step;
}

void Engine::Implementation::train_freely() {
  bool is_picture_coming = false;
  bool repeats_weights = false;  // in that picture
  const std::size_t diverged = lockstep->diverged_runs();
  bool is_begun = false;
  const auto next = [&, this](std::int64_t step) -> FreeTraining::Piece {
    if (is_called() || (is_begun && is_trying_remedies)) return {};
    is_begun = true;
    const auto now = Clock::now();
    const auto end = now + std::chrono::duration_cast<Clock::duration>(Seconds(look_up_seconds));
    // A picture is made whether it is wanted or not, because a window asks about as often.
    const bool is_shown = !is_picture_coming && snapshot_timing.is_due(end);
    if (is_shown) {
      is_picture_coming = true;
      repeats_weights = snapshot_timing.may_repeat_weights(now);
    }
    return {.steps = std::min(steps_until_look_up(), steps_to_stop(step)),
            .is_shown = is_shown,
            .may_repeat_weights = repeats_weights};
  };
  const auto done = [&, this](FreeTraining::Done piece) {
    if (piece.steps > 0) seconds_per_step = piece.seconds / static_cast<double>(piece.steps);
    measure_speed(piece.steps);
    // The trials take turns with the runs that go on.
    if (piece.diverged > diverged) is_trying_remedies = true;
    if (!piece.snapshot) return;
    is_picture_coming = false;
    publish(std::move(*piece.snapshot), piece.describing_seconds, repeats_weights);
  };
  lockstep->advance(FreeTraining{.interest = interest, .next = next, .done = done});
}

bool Engine::Implementation::reached(const command::Run& run) const {
  const Position& position = lockstep->position();
  if (position.next_phase.kind != PhaseKind::forward) return false;
  if (lockstep->is_finished() || !lockstep->goes_on()) return true;
  if (run.until_divergence && lockstep->diverged_runs() > diverged_before) return true;
  if (lockstep->is_behind()) return false;
  if (steps_to_stop(position.step) <= 0) return true;
  if (run.until_first_flip && lockstep->flipped_weights() != flipped_before) return true;
  const bool is_evaluated = position.step > 0 && position.batch == 0;
  return run.until_test_accuracy && is_evaluated &&
         lockstep->run(0).evaluation.accuracy >= *run.until_test_accuracy;
}

void Engine::Implementation::pause() {
  running.reset();
  is_replaying = true;
  evaluate_later();
  changed = true;
  snapshot_timing.hurry();
}

void Engine::Implementation::evaluate_later() {
  evaluation_due = Clock::now() + picture_patience;
}

void Engine::Implementation::evaluate_if_due() {
  if (!evaluation_due || running || is_seeking()) return;
  if (changed && Clock::now() < *evaluation_due) return;
  if (lockstep && !lockstep->evaluate([this] { return is_called(); })) return;
  evaluation_due.reset();
  changed = changed || lockstep;
}

bool Engine::Implementation::is_idle() const {
  return lockstep && !running && !evaluation_due && !is_seeking();
}

/// Also while the other runs go on, in turns with them.
void Engine::Implementation::try_remedies_a_while() {
  if (!lockstep || is_seeking() || is_called()) return;
  const bool had_more = is_trying_remedies;
  is_trying_remedies = lockstep->has_diverged() &&
                       lockstep->try_remedies(std::max<std::int64_t>(steps_until_look_up() / 2, 1));
  if (!had_more || is_trying_remedies) return;
  changed = true;
  snapshot_timing.hurry();
}

void Engine::Implementation::replay_parameters_a_while() {
  if (!is_replaying || !is_idle() || is_called()) return;
  const double most = replayed_seconds / std::max(seconds_per_step, 1e-6);
  const auto done = lockstep->replay_parameters(steps_until_look_up(), static_cast<std::int64_t>(most));
  is_replaying = done != Replayed::nothing;
  if (done != Replayed::all) return;
  changed = true;
  snapshot_timing.hurry();
}

void Engine::Implementation::measure_speed(std::int64_t steps) {
  speed_steps += steps;
  const auto now = Clock::now();
  const double elapsed = Seconds(now - speed_since).count();
  if (elapsed < speed_seconds) return;
  steps_per_second = static_cast<double>(speed_steps) / elapsed;
  speed_since = now;
  speed_steps = 0;
}

void Engine::Implementation::make_snapshot_if_due() {
  const auto start = Clock::now();
  {
    const std::lock_guard lock(mutex);
    if (!snapshot_wanted || !lockstep || !changed || !snapshot_timing.is_due(start)) return;
    // States on the way back would only flicker, unless going back takes long.
    if (is_seeking() && start - seek_since < long_seek) return;
    snapshot_wanted = false;
  }
  const bool repeats = running && rate.is_unbounded() && snapshot_timing.may_repeat_weights(start);
  Snapshot snapshot = lockstep->descriptions().describe(interest, repeats);
  if (!running) snapshot.signature = lockstep->signature();
  publish(std::move(snapshot), lockstep->descriptions().seconds(), repeats);
}

void Engine::Implementation::publish(Snapshot snapshot, double describing_seconds, bool repeats_weights) {
  changed = false;
  snapshot.generation = generation;
  snapshot.running = running.has_value();
  snapshot.evaluated = !snapshot.running && !evaluation_due;
  snapshot.steps_per_second = running ? steps_per_second : 0.0;
  snapshot_timing.count(Clock::now(), describing_seconds, repeats_weights);
  auto published = std::make_shared<const Snapshot>(std::move(snapshot));
  const std::lock_guard lock(mutex);
  newest = std::move(published);
}

void Engine::Implementation::seek_a_while() {
  lockstep->time().seek_on(steps_until_look_up());
  changed = true;
  snapshot_timing.hurry();
  if (!is_seeking()) evaluate_later();
}

Engine::Engine() : implementation_(std::make_unique<Implementation>()) {
  implementation_->worker =
      std::jthread([own = implementation_.get()](const std::stop_token& stop) { own->work(stop); });
}

Engine::~Engine() = default;

void Engine::send(Command command) {
  {
    const std::lock_guard lock(implementation_->mutex);
    implementation_->commands.push_back(std::move(command));
  }
  implementation_->wake.notify_all();
}

void Engine::want_snapshot() {
  {
    const std::lock_guard lock(implementation_->mutex);
    implementation_->snapshot_wanted = true;
  }
  implementation_->wake.notify_all();
}

SnapshotPointer Engine::newest() const {
  const std::lock_guard lock(implementation_->mutex);
  return implementation_->newest;
}

std::string Engine::take_error() {
  const std::lock_guard lock(implementation_->mutex);
  return std::exchange(implementation_->error, {});
}

bool Engine::take_cancelled() {
  const std::lock_guard lock(implementation_->mutex);
  return std::exchange(implementation_->is_cancelled, false);
}

std::vector<std::string> Engine::take_notes() {
  const std::lock_guard lock(implementation_->mutex);
  return std::exchange(implementation_->notes, {});
}

NamedArrays Engine::weights(std::size_t run) const {
  return implementation_->ask<NamedArrays>([own = implementation_.get(), run] {
    return own->lockstep ? own->lockstep->weights(run) : NamedArrays{};
  });
}

std::shared_ptr<const LockstepState> Engine::state() const {
  using Answer = std::shared_ptr<const LockstepState>;
  return implementation_->ask<Answer>([own = implementation_.get()]() -> Answer {
    if (!own->lockstep) return nullptr;
    while (own->is_seeking()) own->attempt([own] { own->seek_a_while(); });
    return std::make_shared<const LockstepState>(own->lockstep->state());
  });
}

}  // namespace lfp
