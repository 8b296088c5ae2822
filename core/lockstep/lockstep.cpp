#include "core/lockstep/lockstep.h"

#include "core/lockstep/free_training.h"
#include "core/lockstep/lockstep_implementation.h"
#include "core/lockstep/lockstep_state.h"
#include "core/lockstep/staggered_training.h"
#include "core/network/named_parameters.h"
#include "core/training/signature.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace lfp {

Lockstep::Lockstep(std::shared_ptr<const Experiment> experiment, const Materials& materials,
                   RecordOptions record, Progress* progress)
    : implementation_(std::make_unique<Implementation>(std::move(experiment), materials, record, progress)) {}

Lockstep::~Lockstep() = default;
Lockstep::Lockstep(Lockstep&&) noexcept = default;
Lockstep& Lockstep::operator=(Lockstep&&) noexcept = default;

std::int64_t Lockstep::advance(std::int64_t steps) {
  auto& [runs, replays, time, trials, descriptions] = *implementation_;
  time.go_on_from_here();
  time.keep_frame_if_due();
  const std::int64_t before = runs.position.step;
  time.count(runs.train_to(steps < runs.end - before ? before + steps : runs.end));
  time.reach(runs.position.step);
  return runs.position.step - before;
}

void Lockstep::advance(const FreeTraining& training) {
  auto& [runs, replays, time, trials, descriptions] = *implementation_;
  if (!runs.is_between_steps()) advance(1);
  time.go_on_from_here();
  StaggeredTraining staggered(runs, time, descriptions, training);
  runs.threads.for_each(runs.count(), runs.count() > 1, [&staggered](std::size_t run) {
    while (staggered.go_on(run)) {
    }
  });
  runs.locate();
  time.reach(runs.position.step);
}

void Lockstep::next_phase() {
  auto& [runs, replays, time, trials, descriptions] = *implementation_;
  if (is_finished()) return;
  time.go_on_from_here();
  for (const auto& trainer : runs.trainers)
    if (trainer->run().step == runs.position.step) trainer->advance_phase();
  runs.locate();
  time.reach(runs.position.step);
}

void Lockstep::next_sample() {
  Runs& runs = implementation_->runs;
  const auto batch = std::ssize(runs.leader().run().batch());
  if (runs.cursor && *runs.cursor + 1 == batch) return next_phase();
  if (runs.cursor) {
    ++*runs.cursor;
    return;
  }
  do next_phase();
  while (runs.position.next_phase.kind != PhaseKind::update && goes_on() && !is_finished());
  if (runs.position.next_phase.kind == PhaseKind::update) runs.cursor = 0;
}

void Lockstep::watch(const std::vector<InspectedItem>& items) {
  implementation_->replays.watch(items);
}

Replayed Lockstep::replay_parameters(std::int64_t steps, std::int64_t most_steps) {
  return implementation_->time.replay_parameters(steps, most_steps);
}

std::int64_t Lockstep::flipped_weights() const {
  std::int64_t flipped = 0;
  for (const auto& trainer : implementation_->runs.trainers)
    for (const SignRecord& signs : trainer->run().signs) flipped += signs.flipped();
  return flipped;
}

bool Lockstep::evaluate(const CalledOff& called_off) {
  return implementation_->runs.evaluate(called_off);
}

LockstepState Lockstep::state() const {
  auto& [runs, replays, time, trials, descriptions] = *implementation_;
  LockstepState state{.experiment = runs.experiment, .runs = {}, .repeatable = runs.repeatable};
  for (const auto& trainer : runs.trainers) state.runs.push_back(trainer->state());
  if (time.is_kept()) state.past = time.parts();
  return state;
}

void Lockstep::lend_state(const std::function<void(LockstepState& state)>& use) {
  auto& [runs, replays, time, trials, descriptions] = *implementation_;
  LockstepState state{.experiment = runs.experiment, .runs = {}, .repeatable = runs.repeatable};
  state.runs.resize(runs.count());
  if (time.is_kept()) state.past = time.parts();
  const auto exchange = [&trainers = runs.trainers](LockstepState* lent) {
    for (std::size_t run = 0; run < trainers.size(); ++run) trainers[run]->exchange_state(lent->runs[run]);
  };
  exchange(&state);
  // Given back also where `use` throws.
  const std::unique_ptr<LockstepState, decltype(exchange)> lent(&state, exchange);
  use(state);
}

void Lockstep::set_state(const LockstepState& state) {
  auto& [runs, replays, time, trials, descriptions] = *implementation_;
  assert(state.runs.size() == runs.count());
  for (std::size_t run = 0; run < runs.count(); ++run)
    runs.trainers[run]->restore(state.runs[run], runs.experiment->runs[run]);
  runs.repeatable = state.repeatable;
  runs.locate();
  for (std::size_t run = 0; run < runs.count(); ++run)
    if (runs.is_behind(run)) runs.let_fail_again(run);
  time.set_parts(state.past);
}

const Position& Lockstep::position() const {
  return implementation_->runs.position;
}

bool Lockstep::is_finished() const {
  return implementation_->runs.is_finished();
}

bool Lockstep::has_diverged() const {
  return implementation_->runs.has_diverged();
}

bool Lockstep::goes_on() const {
  return implementation_->runs.goes_on();
}

std::size_t Lockstep::diverged_runs() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(implementation_->runs.trainers,
                            [](const auto& trainer) { return trainer->run().divergence.has_value(); }));
}

TimeTravel& Lockstep::time() {
  return implementation_->time;
}

const TimeTravel& Lockstep::time() const {
  return implementation_->time;
}

bool Lockstep::go_to(std::int64_t step) {
  if (!implementation_->time.seek(step)) return false;
  implementation_->time.seek_to_end();
  evaluate();
  return true;
}

bool Lockstep::revive(std::size_t run, std::int64_t steps_back) {
  auto& [runs, replays, time, trials, descriptions] = *implementation_;
  if (!runs.trainers[run]->run().divergence || !time.revive(run, steps_back)) return false;
  runs.trainers[run]->evaluate();
  return true;
}

bool Lockstep::try_remedies(std::int64_t steps, std::optional<std::uint64_t> free) {
  return implementation_->trials.go_on(steps, free);
}

bool Lockstep::is_behind() const {
  return implementation_->runs.is_any_behind();
}

void Lockstep::close_log() {
  for (const auto& trainer : implementation_->runs.trainers) {
    if (!trainer->run().record.has_open_row()) continue;
    trainer->evaluate();
    trainer->close_log();
  }
}

std::size_t Lockstep::runs() const {
  return implementation_->runs.count();
}

const RunState& Lockstep::run(std::size_t index) const {
  return implementation_->runs.trainers[index]->run();
}

const Materials& Lockstep::materials() const {
  return implementation_->runs.materials;
}

std::string Lockstep::signature() const {
  Signature signature;
  for (const auto& trainer : implementation_->runs.trainers) signature.add(trainer->run().network);
  return signature.text();
}

NamedArrays Lockstep::weights(std::size_t run) const {
  return named_parameters(this->run(run).network);
}

RunDescriptions& Lockstep::descriptions() {
  return implementation_->descriptions;
}

SnapshotPointer Lockstep::snapshot(const Interest& interest) const {
  auto snapshot = std::make_shared<Snapshot>(implementation_->descriptions.describe(interest));
  snapshot->signature = signature();
  return snapshot;
}

void Lockstep::want(StepExtras extras) {
  implementation_->runs.extras = extras;
  for (const auto& trainer : implementation_->runs.trainers) trainer->want(extras);
}

}  // namespace lfp
