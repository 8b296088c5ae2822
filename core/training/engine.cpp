#include "core/training/engine.h"

#include "core/exchange/session_file.h"
#include "core/training/lockstep.h"
#include "core/training/pace.h"
#include "core/training/snapshot_pace.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace lfp {
namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

/// How long training goes on before the engine looks up: short enough that a click is answered at once and a
/// picture is never late, long enough that runs seldom wait for one another.
constexpr double look_up_seconds = 0.012;
/// Window over which the speed is measured.
constexpr double speed_seconds = 0.5;
/// Going back that takes longer than this shows where it is.
constexpr auto long_seek = std::chrono::milliseconds(500);

}  // namespace

struct Engine::Implementation {
  // Shared between threads, under `mutex`.
  mutable std::mutex mutex;
  mutable std::condition_variable_any wake;
  std::deque<Command> commands;
  mutable std::deque<std::packaged_task<void()>> questions;
  SnapshotPointer newest;
  std::string error;
  std::vector<std::string> notes;
  bool snapshot_wanted = false;

  // The worker's own.
  std::optional<Lockstep> lockstep;
  Interest interest;
  Pace pace;
  std::optional<command::Run> running;
  std::int64_t flipped_before = 0;  // weights, when the run began
  std::uint64_t generation = 0;
  double seconds_per_step = 0;
  Clock::time_point speed_since = Clock::now();
  std::int64_t speed_steps = 0;
  double steps_per_second = 0;
  SnapshotPace snapshot_pace;
  Clock::time_point seek_since = Clock::now();
  std::optional<std::size_t> past_limit;
  bool changed = false;               // since the newest snapshot
  std::optional<Snapshot> described;  // what there is to see now, where training has told it already
  bool repeats_weights = false;       // in `described`
  bool wants_updates() const { return interest.histograms[static_cast<std::size_t>(HistogramKind::updates)]; }

  std::jthread worker;  // last, so that it stops before what it uses goes

  void work(const std::stop_token& stop);
  void wait_for_work(const std::stop_token& stop);
  void carry_out_commands();
  /// What goes wrong is told to the window.
  template <class Action>
  void attempt(const Action& action);
  void answer_questions();
  template <class Answer>
  Answer ask(std::function<Answer()> question) const;
  void train_a_while();
  void train_unbounded();
  bool reached(const command::Run& run) const;
  void pause();
  void measure_speed(std::int64_t steps);
  void make_snapshot_if_due();

  void carry_out(const command::Load& load);
  void carry_out(const command::Reset&);
  void carry_out(const command::NextPhase&);
  void carry_out(const command::NextSample&);
  void carry_out(const command::NextBatch&);
  void carry_out(const command::NextEpoch&);
  void carry_out(const command::Run& run);
  void carry_out(const command::Pause&);
  void carry_out(const command::SetSpeed& speed);
  void carry_out(const command::ChangeRun& change);
  void carry_out(const command::SetParameter& set);
  void carry_out(const command::SetInterest& set);
  void carry_out(const command::Restore& restore);
  void carry_out(const command::GoTo& go);
  void carry_out(const command::StepBack&);
  void carry_out(const command::Fork& fork);
  void carry_out(const command::RemoveRun& remove);
  void carry_out(const command::Teach& teach);
  void carry_out(const command::TakeBackTeaching&);
  void carry_out(const command::SetPastLimit& limit);

  void seek(std::int64_t step);
  void seek_a_while();

  void start(std::shared_ptr<const Experiment> experiment, std::shared_ptr<const Dataset> dataset,
             const SessionFile* session = nullptr);
};

void Engine::Implementation::work(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    wait_for_work(stop);
    carry_out_commands();
    answer_questions();
    if (lockstep && lockstep->is_seeking())
      attempt([this] { seek_a_while(); });
    else if (running)
      train_a_while();
    make_snapshot_if_due();
  }
}

void Engine::Implementation::wait_for_work(const std::stop_token& stop) {
  std::unique_lock lock(mutex);
  const auto has_work = [this] {
    return !commands.empty() || !questions.empty() || (snapshot_wanted && changed && lockstep && !running);
  };
  if (lockstep && lockstep->is_seeking()) return;
  if (!running)
    wake.wait(lock, stop, has_work);
  else if (!pace.is_unbounded())
    wake.wait_until(lock, stop, pace.next(), [&] { return has_work() || (snapshot_wanted && changed); });
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
    described.reset();
    changed = true;
    snapshot_pace.hurry();
  }
}

template <class Action>
void Engine::Implementation::attempt(const Action& action) {
  try {
    action();
  } catch (const Error& problem) {
    const std::lock_guard lock(mutex);
    error = problem.what();
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
  described.reset();
  if (reached(*running)) return pause();
  const std::int64_t before = lockstep->position().step;
  if (pace.is_unbounded()) {
    train_unbounded();
  } else if (pace.counts_phases()) {
    if (pace.due() > 0) {
      lockstep->next_phase();
      pace.count(1);
    }
  } else if (const std::int64_t due = pace.due(); due > 0) {
    // A machine too slow for the speed asked for must not fall ever further behind.
    const auto affordable = std::max<std::int64_t>(
        1, static_cast<std::int64_t>(look_up_seconds * 2 / std::max(seconds_per_step, 1e-6)));
    const auto start = Clock::now();
    const std::int64_t done = lockstep->advance(std::min(due, affordable));
    if (done > 0) seconds_per_step = Seconds(Clock::now() - start).count() / static_cast<double>(done);
    if (due > affordable)
      pace.restart();
    else
      pace.count(done);
  } else {
    return;
  }
  changed = true;
  measure_speed(lockstep->position().step - before);
  if (lockstep->has_diverged() || reached(*running)) pause();
}

void Engine::Implementation::train_unbounded() {
  const auto start = Clock::now();
  const double guess = seconds_per_step > 0 ? look_up_seconds / seconds_per_step : 1.0;
  auto steps = std::clamp<std::int64_t>(static_cast<std::int64_t>(guess), 1, 100'000);
  const Position& position = lockstep->position();
  if (running->until_step) steps = std::min(steps, *running->until_step - position.step);
  if (running->until_epoch)
    steps = std::min(steps, *running->until_epoch * position.batches_per_epoch - position.step);
  if (running->until_first_flip) steps = 1;
  if (running->until_test_accuracy) steps = std::min(steps, position.batches_per_epoch - position.batch);
  const std::int64_t before = position.step;
  double aside = 0;
  // Wanted or not: a window asks about as often.
  if (snapshot_pace.is_due(start + std::chrono::duration_cast<Clock::duration>(Seconds(look_up_seconds)))) {
    repeats_weights = snapshot_pace.may_repeat_weights(start);
    described = lockstep->advance_and_describe(steps, interest, repeats_weights);
    aside = lockstep->describing_seconds();
  } else {
    lockstep->advance(steps);
  }
  const auto done = static_cast<double>(position.step - before);
  if (done > 0) seconds_per_step = (Seconds(Clock::now() - start).count() - aside) / done;
}

bool Engine::Implementation::reached(const command::Run& run) const {
  const Position& position = lockstep->position();
  if (position.next_phase.kind != PhaseKind::forward) return false;
  if (lockstep->is_finished() || lockstep->has_diverged()) return true;
  if (run.until_step && position.step >= *run.until_step) return true;
  if (run.until_epoch && position.epoch >= *run.until_epoch) return true;
  if (run.until_first_flip && lockstep->flipped_weights() != flipped_before) return true;
  const bool is_evaluated = position.step > 0 && position.batch == 0;
  return run.until_test_accuracy && is_evaluated && lockstep->test_accuracy(0) >= *run.until_test_accuracy;
}

void Engine::Implementation::pause() {
  running.reset();
  if (lockstep) lockstep->evaluate();
  described.reset();
  changed = true;
  snapshot_pace.hurry();
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
    if (!snapshot_wanted || !lockstep || !changed || !snapshot_pace.is_due(start)) return;
    // What is on the way back is no more than a flicker, unless it takes long.
    if (lockstep->is_seeking() && start - seek_since < long_seek) return;
    snapshot_wanted = false;
  }
  changed = false;
  if (!described) {
    repeats_weights = running && pace.is_unbounded() && snapshot_pace.may_repeat_weights(start);
    described = lockstep->describe(interest, repeats_weights);
  }
  auto snapshot = std::make_shared<Snapshot>(*std::exchange(described, std::nullopt));
  snapshot->generation = generation;
  snapshot->running = running.has_value();
  snapshot->steps_per_second = running ? steps_per_second : 0.0;
  if (!running) snapshot->signature = lockstep->signature();
  snapshot_pace.count(start, lockstep->describing_seconds(), repeats_weights);
  const std::lock_guard lock(mutex);
  newest = std::move(snapshot);
}

void Engine::Implementation::start(std::shared_ptr<const Experiment> experiment,
                                   std::shared_ptr<const Dataset> dataset, const SessionFile* session) {
  Lockstep fresh(std::move(experiment), std::move(dataset), {.raster = true, .past = true});
  std::vector<std::string> unread;
  if (session != nullptr) unread = session->restore(fresh);
  fresh.want_input_feedback(interest.input_feedback);
  if (past_limit) fresh.set_past_limit(*past_limit);
  fresh.want_updates(wants_updates());
  fresh.watch(interest.inspected);
  fresh.evaluate();
  lockstep = std::move(fresh);
  running.reset();
  ++generation;
  seconds_per_step = 0;
  const std::lock_guard lock(mutex);
  notes = std::move(unread);
}

void Engine::Implementation::carry_out(const command::Load& load) {
  auto experiment = std::make_shared<const Experiment>(load.experiment);
  auto dataset = load.dataset ? load.dataset
                              : load_dataset(experiment->dataset,
                                             {.seed = experiment->seed, .folder = experiment->folder});
  start(std::move(experiment), std::move(dataset), load.session.get());
}

void Engine::Implementation::carry_out(const command::Reset& /*reset*/) {
  if (!lockstep) return;
  const Snapshot now = lockstep->describe({});
  start(now.experiment, now.dataset);
}

void Engine::Implementation::carry_out(const command::NextPhase& /*next*/) {
  if (!lockstep) return;
  running.reset();
  lockstep->next_phase();
  if (lockstep->position().next_phase.kind == PhaseKind::forward) lockstep->evaluate();
}

void Engine::Implementation::carry_out(const command::NextSample& /*next*/) {
  if (!lockstep) return;
  running.reset();
  lockstep->next_sample();
  if (lockstep->position().next_phase.kind == PhaseKind::forward) lockstep->evaluate();
}

void Engine::Implementation::carry_out(const command::NextBatch& /*next*/) {
  if (!lockstep) return;
  lockstep->advance(1);
  pause();
}

void Engine::Implementation::carry_out(const command::NextEpoch& /*next*/) {
  if (!lockstep) return;
  running = command::Run{
      .until_step = {}, .until_epoch = lockstep->position().epoch + 1, .until_test_accuracy = {}};
  pace.restart();
}

void Engine::Implementation::carry_out(const command::Run& run) {
  if (!lockstep) return;
  running = run;
  flipped_before = lockstep->flipped_weights();
  pace.restart();
  speed_since = Clock::now();
  speed_steps = 0;
}

void Engine::Implementation::carry_out(const command::Pause& /*pause*/) {
  pause();
}

void Engine::Implementation::carry_out(const command::SetSpeed& speed) {
  pace.set(speed);
}

void Engine::Implementation::carry_out(const command::ChangeRun& change) {
  if (lockstep && change.run < lockstep->runs()) lockstep->change_run(change.run, change.spec);
}

void Engine::Implementation::carry_out(const command::SetParameter& set) {
  if (!lockstep || set.run >= lockstep->runs()) return;
  lockstep->set_parameter(set.run,
                          {.layer = set.layer, .unit = set.unit, .input = set.input, .value = set.value});
}

void Engine::Implementation::carry_out(const command::SetInterest& set) {
  interest = set.interest;
  if (!lockstep) return;
  lockstep->watch(interest.inspected);
  lockstep->want_input_feedback(interest.input_feedback);
  lockstep->want_updates(wants_updates());
}

void Engine::Implementation::carry_out(const command::Restore& restore) {
  if (!lockstep) return;
  running.reset();
  if (!lockstep->restore(restore.steps_back))
    throw Error("Restore", "no earlier state is kept", "Reset instead");
}

void Engine::Implementation::carry_out(const command::GoTo& go) {
  seek(go.step);
}

void Engine::Implementation::carry_out(const command::StepBack& /*back*/) {
  if (!lockstep) return;
  const Position& position = lockstep->position();
  seek(position.next_phase.kind == PhaseKind::forward ? position.step - 1 : position.step);
}

/// In pieces, so that another wish can take its place.
void Engine::Implementation::seek(std::int64_t step) {
  if (!lockstep) return;
  running.reset();
  lockstep->seek(step);
  seek_since = Clock::now();
}

void Engine::Implementation::seek_a_while() {
  const double guess = seconds_per_step > 0 ? look_up_seconds / seconds_per_step : 1.0;
  described.reset();
  lockstep->seek_on(std::clamp<std::int64_t>(static_cast<std::int64_t>(guess), 1, 100'000));
  changed = true;
  snapshot_pace.hurry();
}

void Engine::Implementation::carry_out(const command::Fork& fork) {
  if (!lockstep || fork.run >= lockstep->runs()) return;
  lockstep->fork(fork.run, fork.spec);
  running.reset();
  ++generation;
}

void Engine::Implementation::carry_out(const command::RemoveRun& remove) {
  if (!lockstep || remove.run >= lockstep->runs()) return;
  lockstep->remove_run(remove.run);
  ++generation;
}

void Engine::Implementation::carry_out(const command::Teach& teach) {
  if (lockstep) lockstep->teach(teach.runs, teach.teaching);
}

void Engine::Implementation::carry_out(const command::TakeBackTeaching& /*back*/) {
  running.reset();
  if (lockstep) lockstep->take_back_teaching();
}

void Engine::Implementation::carry_out(const command::SetPastLimit& limit) {
  past_limit = limit.bytes;
  if (lockstep) lockstep->set_past_limit(limit.bytes);
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
    while (own->lockstep->is_seeking()) own->attempt([own] { own->seek_a_while(); });
    return std::make_shared<const LockstepState>(own->lockstep->state());
  });
}

}  // namespace lfp
