#include "core/base/error.h"
#include "core/lockstep/lockstep_implementation.h"
#include "core/training/network_items.h"

#include <utility>
#include <variant>

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

void Lockstep::Implementation::change_run(std::size_t run, const RunSpec& spec) {
  runs.trainers[run]->intervene(spec);
  auto changed = *runs.experiment;
  changed.runs[run] = spec;
  runs.experiment = std::make_shared<const Experiment>(std::move(changed));
  runs.repeatable = runs.repeatable && runs.position.step == 0;
}

void Lockstep::Implementation::set_parameter(std::size_t run, const ParameterEdit& edit) {
  Trainer& trainer = *runs.trainers[run];
  check_edit(trainer.run().network, edit);
  check_is_sound("Set weight", run);
  // All runs begin the step anew together.
  for (const auto& each : runs.trainers) each->abandon_step();
  runs.locate();
  time.go_on_from_here();
  time.depart(run);
  trainer.intervene(edit);
  trainer.evaluate();
  runs.repeatable = false;
  time.add({.step = runs.position.step, .run = run, .what = edit});
}

void Lockstep::Implementation::teach(const std::vector<std::size_t>& taught, const Teaching& teaching) {
  for (const std::size_t run : taught) check_is_sound("Human feedback", run);
  check_is_still("Human feedback");
  time.go_on_from_here();
  for (const std::size_t run : taught) time.depart(run);
  for (const std::size_t run : taught) {
    Trainer& trainer = *runs.trainers[run];
    trainer.intervene(teaching);
    trainer.evaluate();
    runs.repeatable = false;
    if (!trainer.run().divergence) time.add({.step = runs.position.step, .run = run, .what = teaching});
  }
}

void Lockstep::Implementation::prune(const std::vector<std::size_t>& pruned, const Pruning& pruning) {
  for (const std::size_t run : pruned) check_is_sound("Prune", run);
  check_is_still("Prune");
  time.go_on_from_here();
  for (const std::size_t run : pruned) time.depart(run);
  if (!time.take_back_pruning()) time.keep_frame_before_here();
  for (const std::size_t run : pruned) {
    Trainer& trainer = *runs.trainers[run];
    if (pruning.fraction > 0) {
      trainer.intervene(pruning);
      time.add({.step = runs.position.step, .run = run, .what = pruning});
      runs.repeatable = false;
    }
  }
  runs.evaluate();
}

void Lockstep::intervene(const std::vector<std::size_t>& runs, const RunChange& change) {
  if (const auto* teaching = std::get_if<Teaching>(&change)) return implementation_->teach(runs, *teaching);
  if (const auto* pruning = std::get_if<Pruning>(&change)) return implementation_->prune(runs, *pruning);
  for (const std::size_t run : runs) {
    if (const auto* spec = std::get_if<RunSpec>(&change)) implementation_->change_run(run, *spec);
    if (const auto* edit = std::get_if<ParameterEdit>(&change)) implementation_->set_parameter(run, *edit);
  }
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
  child->restore(runs.trainers[run]->state(), runs.trainers[run]->run().spec());
  child->intervene(spec);
  child->want(runs.extras);
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

void Lockstep::take_back_teaching() {
  if (!implementation_->time.take_back_teaching())
    throw Error("Human feedback", "nothing was taught", "Reward or punish an output first");
  evaluate();
}

}  // namespace lfp
