#include "core/base/error.h"
#include "core/engine/engine_implementation.h"
#include "core/lockstep/return_to_state.h"
#include "core/sessions/load_materials.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace lfp {

namespace {

/// Runs that are ready to be trained, and what could not be read for them.
struct ReadyRuns {
  Lockstep lockstep;
  std::vector<std::string> unread;
};

}  // namespace

/// Loads what is not there yet. A session can do without the weights that it once started from: only a reset
/// asks for them.
Materials Engine::Implementation::complete(const Start& wanted, Progress& progress,
                                           std::vector<std::string>& unread) {
  const Experiment& experiment = *wanted.experiment;
  Materials materials = wanted.materials;
  if (!materials.dataset)
    materials.dataset = load_dataset(
        experiment.dataset, {.seed = experiment.seed, .folder = experiment.folder, .progress = &progress});
  if (!materials.known.weights.empty()) return materials;
  try {
    materials.known = load_known_weights(experiment, materials.dataset, &progress);
  } catch (const Error& error) {
    if (wanted.session == nullptr || wanted.session->step() == 0) throw;
    unread.push_back("The weights that it started from cannot be loaded: " + std::string(error.what()));
  }
  return materials;
}

/// The present runs stay until all of this has succeeded; they stay for good if it was cancelled.
void Engine::Implementation::start(const Start& wanted) {
  const auto progress = wanted.progress ? wanted.progress : std::make_shared<Progress>();
  // The work outlives this call if it is cancelled: it has everything to itself.
  ReadyRuns ready = getting_ready.run(
      *progress, [wanted, progress, limit = past_limit, seen = interest, extras = wanted_extras()] {
        std::vector<std::string> unread;
        const Materials materials = complete(wanted, *progress, unread);
        Lockstep fresh(wanted.experiment, materials, {.raster = true, .past = true},
                       wanted.session == nullptr ? progress.get() : nullptr);
        if (wanted.session != nullptr)
          std::ranges::move(wanted.session->restore(fresh, progress.get()), std::back_inserter(unread));
        if (limit) fresh.time().set_limit(*limit);
        fresh.want(extras);
        fresh.watch(seen.inspected_items());
        if (!fresh.evaluate([&progress] { return progress->is_cancelled(); })) throw Cancelled();
        return ReadyRuns{.lockstep = std::move(fresh), .unread = std::move(unread)};
      });
  lockstep = std::move(ready.lockstep);
  running.reset();
  evaluation_due.reset();
  ++generation;
  seconds_per_step = 0;
  const std::lock_guard lock(mutex);
  notes = std::move(ready.unread);
}

void Engine::Implementation::carry_out(const command::Load& load) {
  Materials materials(load.dataset);
  if (lockstep && starts_from_the_same(load.experiment, *lockstep->descriptions().describe({}).experiment))
    materials.known = lockstep->materials().known;
  start({.experiment = std::make_shared<const Experiment>(load.experiment),
         .materials = std::move(materials),
         .session = load.session,
         .progress = load.progress});
}

void Engine::Implementation::carry_out(const command::Reset& reset) {
  if (!lockstep) return;
  start({.experiment = lockstep->descriptions().describe({}).experiment,
         .materials = lockstep->materials(),
         .progress = reset.progress});
}

void Engine::Implementation::carry_out(const command::NextPhase& /*next*/) {
  if (!lockstep) return;
  running.reset();
  lockstep->next_phase();
  if (lockstep->position().next_phase.kind == PhaseKind::forward) evaluate_later();
}

void Engine::Implementation::carry_out(const command::NextSample& /*next*/) {
  if (!lockstep) return;
  running.reset();
  lockstep->next_sample();
  if (lockstep->position().next_phase.kind == PhaseKind::forward) evaluate_later();
}

void Engine::Implementation::carry_out(const command::NextBatch& /*next*/) {
  if (!lockstep) return;
  lockstep->advance(1);
  pause();
}

void Engine::Implementation::carry_out(const command::NextEpoch& /*next*/) {
  if (!lockstep) return;
  evaluation_due.reset();
  running = command::Run{
      .until_step = {}, .until_epoch = lockstep->position().epoch + 1, .until_test_accuracy = {}};
  rate.restart();
}

void Engine::Implementation::carry_out(const command::Run& run) {
  if (!lockstep) return;
  evaluation_due.reset();
  running = run;
  flipped_before = lockstep->flipped_weights();
  diverged_before = lockstep->diverged_runs();
  rate.restart();
  speed_since = Clock::now();
  speed_steps = 0;
}

void Engine::Implementation::carry_out(const command::Pause& /*pause*/) {
  pause();
}

void Engine::Implementation::carry_out(const command::SetSpeed& speed) {
  rate.set(speed);
}

void Engine::Implementation::carry_out(const command::ChangeRun& change) {
  if (lockstep && change.run < lockstep->runs()) lockstep->intervene({change.run}, change.spec);
}

void Engine::Implementation::carry_out(const command::SetParameter& set) {
  if (!lockstep || set.run >= lockstep->runs()) return;
  lockstep->intervene({set.run}, set.edit);
}

void Engine::Implementation::carry_out(const command::SetInterest& set) {
  interest = set.interest;
  if (!lockstep) return;
  lockstep->watch(interest.inspected_items());
  lockstep->want(wanted_extras());
}

void Engine::Implementation::carry_out(const command::Revive& revive) {
  if (!lockstep || revive.run >= lockstep->runs()) return;
  running.reset();
  lockstep->revive(revive.run, revive.steps_back);
}

void Engine::Implementation::carry_out(const command::GoTo& go) {
  seek(go.step);
}

void Engine::Implementation::carry_out(const command::StepBack& /*back*/) {
  if (!lockstep) return;
  const Position& position = lockstep->position();
  seek(position.next_phase.kind == PhaseKind::forward ? position.step - 1 : position.step);
}

/// Seeking is done in pieces, so that another command can take its place.
void Engine::Implementation::seek(std::int64_t step) {
  if (!lockstep) return;
  running.reset();
  lockstep->time().seek(step);
  seek_since = Clock::now();
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
  if (lockstep) lockstep->intervene(teach.runs, teach.teaching);
}

void Engine::Implementation::carry_out(const command::TakeBackTeaching& /*back*/) {
  running.reset();
  if (lockstep) lockstep->take_back_teaching();
}

void Engine::Implementation::carry_out(const command::Prune& prune) {
  running.reset();
  if (lockstep) lockstep->intervene(prune.runs, prune.pruning);
}

void Engine::Implementation::carry_out(const command::Restore& restore) {
  if (!lockstep || restore.state->runs.size() != lockstep->runs()) return;
  running.reset();
  return_to_state(*restore.state, *lockstep);
  lockstep->evaluate();
}

void Engine::Implementation::carry_out(const command::SetPastLimit& limit) {
  past_limit = limit.bytes;
  if (lockstep) lockstep->time().set_limit(limit.bytes);
}

}  // namespace lfp
