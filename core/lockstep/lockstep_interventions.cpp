#include "core/base/error.h"
#include "core/lockstep/lockstep_implementation.h"
#include "core/training/network_items.h"

#include <utility>

namespace lfp {

void Lockstep::Implementation::check_is_sound(const std::string& what, std::size_t run) const {
  const RunState& state = runs.trainers[run]->run();
  if (state.divergence)
    throw Error(what, "\"" + state.spec().name + "\" has diverged", "Restore its last finite state first");
}

void Lockstep::Implementation::check_is_still(const std::string& what) const {
  if (!runs.is_between_steps())
    throw Error(what, "a step is under way", "Let it end first: press the Batch button");
}

void Lockstep::change_run(std::size_t run, const RunSpec& spec) {
  Runs& runs = implementation_->runs;
  runs.trainers[run]->change_run(spec);
  auto changed = *runs.experiment;
  changed.runs[run] = spec;
  runs.experiment = std::make_shared<const Experiment>(std::move(changed));
  runs.repeatable = runs.repeatable && runs.position.step == 0;
}

void Lockstep::fork(std::size_t run, const RunSpec& spec) {
  auto& [runs, replays, time, trials, descriptions] = *implementation_;
  implementation_->check_is_sound("Fork", run);
  implementation_->check_is_still("Fork");
  time.go_on_from_here();
  const std::size_t the_new_one = runs.count();
  time.depart(the_new_one);
  auto changed = std::make_shared<Experiment>(*runs.experiment);
  changed->runs.push_back(spec);
  auto child =
      std::make_unique<Trainer>(changed, changed->runs.size() - 1, runs.materials, runs.record.raster);
  TrainerState state;
  runs.trainers[run]->copy_state(state);
  child->restore(state, runs.trainers[run]->run().spec());
  child->change_run(spec);
  child->want_input_feedback(runs.wants_input_feedback);
  child->want_updates(runs.wants_updates);
  child->watch(replays.watched());
  child->evaluate();
  runs.trainers.push_back(std::move(child));
  runs.experiment = std::move(changed);
  runs.repeatable = false;
  time.fork(run);
  // Once more through the last step, so that the new run has seen it like the others.
  go_to(runs.position.step);
}

void Lockstep::remove_run(std::size_t run) {
  auto& [runs, replays, time, trials, descriptions] = *implementation_;
  if (runs.count() < 2) throw Error("Remove", "it is the only run", "Add another one first");
  const auto offset = static_cast<std::ptrdiff_t>(run);
  runs.trainers.erase(runs.trainers.begin() + offset);
  auto changed = std::make_shared<Experiment>(*runs.experiment);
  changed->runs.erase(changed->runs.begin() + offset);
  runs.experiment = std::move(changed);
  descriptions.remove(run);
  trials.remove(run);
  time.remove(run);
  runs.locate();
}

void Lockstep::teach(const std::vector<std::size_t>& taught, const Teaching& teaching) {
  auto& [runs, replays, time, trials, descriptions] = *implementation_;
  for (const std::size_t run : taught) implementation_->check_is_sound("Human feedback", run);
  implementation_->check_is_still("Human feedback");
  time.go_on_from_here();
  for (const std::size_t run : taught) time.depart(run);
  for (const std::size_t run : taught) {
    Trainer& trainer = *runs.trainers[run];
    trainer.teach(teaching);
    trainer.evaluate();
    runs.repeatable = false;
    if (!trainer.run().divergence) time.add({.step = runs.position.step, .run = run, .what = teaching});
  }
}

void Lockstep::prune(const std::vector<std::size_t>& pruned, const Pruning& pruning) {
  auto& [runs, replays, time, trials, descriptions] = *implementation_;
  for (const std::size_t run : pruned) implementation_->check_is_sound("Prune", run);
  implementation_->check_is_still("Prune");
  time.go_on_from_here();
  for (const std::size_t run : pruned) time.depart(run);
  if (!time.take_back_pruning()) time.keep_frame_before_here();
  for (const std::size_t run : pruned) {
    Trainer& trainer = *runs.trainers[run];
    if (pruning.fraction > 0) {
      trainer.prune(pruning);
      time.add({.step = runs.position.step, .run = run, .what = pruning});
      runs.repeatable = false;
    }
  }
  evaluate();
}

void Lockstep::take_back_teaching() {
  if (!implementation_->time.take_back_teaching())
    throw Error("Human feedback", "nothing was taught", "Reward or punish an output first");
  evaluate();
}

void Lockstep::set_parameter(std::size_t run, const ParameterEdit& edit) {
  auto& [runs, replays, time, trials, descriptions] = *implementation_;
  Trainer& trainer = *runs.trainers[run];
  check_edit(trainer.run().network, edit);
  implementation_->check_is_sound("Set weight", run);
  // All runs begin the step anew together.
  for (const auto& each : runs.trainers) each->abandon_step();
  runs.locate();
  time.go_on_from_here();
  time.depart(run);
  trainer.set_parameter(edit);
  trainer.evaluate();
  runs.repeatable = false;
  time.add({.step = runs.position.step, .run = run, .what = edit});
}

}  // namespace lfp
