#include "core/lockstep/intervene.h"
#include "core/lockstep/lockstep_implementation.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace lfp {

using Clock = std::chrono::steady_clock;

std::vector<std::shared_ptr<TrainerState>> Lockstep::Implementation::room_for_key_frame() {
  std::vector<std::shared_ptr<TrainerState>> states(trainers.size());
  for (auto& state : states) state = past.room();
  return states;
}

void Lockstep::Implementation::keep_key_frame(std::int64_t step,
                                              std::vector<std::shared_ptr<TrainerState>> states,
                                              double seconds) {
  KeyFrame frame{.step = step, .interventions = intervened, .runs = {}};
  for (std::size_t run = 0; run < states.size(); ++run)
    frame.runs.push_back({.spec = in_force[run], .state = std::move(states[run])});
  past.keep(std::move(frame), seconds);
}

void Lockstep::Implementation::keep_key_frame() {
  const auto start = Clock::now();
  auto states = room_for_key_frame();
  crew.for_each(trainers.size(), is_worth_threads(),
                [&](std::size_t run) { trainers[run]->copy_state(*states[run]); });
  unkept_seconds = 0;
  keep_key_frame(position.step, std::move(states),
                 std::chrono::duration<double>(Clock::now() - start).count());
}

bool Lockstep::Implementation::is_key_frame_due() const {
  return record.past && is_between_steps() && !has_diverged() && past.is_due(unkept_seconds, position.step);
}

void Lockstep::Implementation::go_on_from_here() {
  if (!record.past || !is_between_steps() || has_diverged()) return;
  if (target) {
    repeat_to(*target);
    arrive();
  }
  // With the same settings the way on is the one that was gone before, to the bit.
  if (in_force != experiment->runs || past.interventions().size() > intervened)
    cut_past(position.step, intervened);
  for (std::size_t run = 0; run < trainers.size(); ++run) {
    if (in_force[run] == experiment->runs[run]) continue;
    in_force[run] = experiment->runs[run];
    past.add({.step = position.step, .run = run, .what = in_force[run]});
    ++intervened;
  }
}

void Lockstep::Implementation::restore(const KeyFrame& frame) {
  for (std::size_t run = 0; run < trainers.size(); ++run) {
    trainers[run]->restore(*frame.runs[run].state, frame.runs[run].spec);
    in_force[run] = frame.runs[run].spec;
  }
  intervened = frame.interventions;
  unkept_seconds = 0;
  locate();
}

void Lockstep::Implementation::repeat_to(std::int64_t step) {
  const auto& interventions = past.interventions();
  while (true) {
    while (intervened < interventions.size() && interventions[intervened].step == position.step)
      repeat(interventions[intervened++]);
    const std::int64_t before = position.step;
    const bool has_more = intervened < interventions.size();
    train_to(has_more ? std::min(step, interventions[intervened].step) : step);
    if (position.step == before) return;
    if (past.is_due(unkept_seconds, position.step)) keep_key_frame();
  }
}

void Lockstep::Implementation::repeat(const Intervention& intervention) {
  intervene(*trainers[intervention.run], intervention);
  if (const auto* spec = std::get_if<RunSpec>(&intervention.what)) in_force[intervention.run] = *spec;
}

void Lockstep::Implementation::cut_past(std::int64_t step, std::size_t interventions) {
  past.cut(step, interventions);
  std::erase_if(recollections, [=](const Recollection& recollection) {
    const auto& known = recollection.reached();
    return known.step > step || known.interventions > interventions;
  });
}

void Lockstep::Implementation::take_past(const PastParts& parts) {
  const std::size_t limit = past.limit();
  past = Past();
  recollections.clear();
  past.set_limit(limit);
  unkept_seconds = 0;
  const bool is_known = record.past && !parts.frames.empty();
  in_force = is_known ? parts.specs_after(parts.done) : experiment->runs;
  intervened = is_known ? parts.done : 0;
  if (is_known) past.set_parts(parts);
  past.reach(last_finite_step());
  if (record.past && !is_known) keep_key_frame();
}

void Lockstep::Implementation::foresee_nothing() {
  for (const auto& trainer : trainers) trainer->foresee({});
}

void Lockstep::Implementation::arrive() {
  target.reset();
  foresee_nothing();
  for (std::size_t run = 0; run < trainers.size(); ++run) trainers[run]->change_run(experiment->runs[run]);
}

/// Without going back to a key frame first.
bool Lockstep::Implementation::is_on_the_way_to(std::int64_t step) const {
  const bool is_as_it_was =
      std::equal(trainers.begin(), trainers.end(), in_force.begin(),
                 [](const auto& trainer, const auto& spec) { return trainer->spec() == spec; });
  return is_as_it_was && is_between_steps() && !has_diverged() && position.step < step &&
         past.before(step - 1).step <= position.step;
}

void Lockstep::Implementation::check_is_still(const std::string& what) const {
  if (has_diverged()) throw Error(what, "a run has diverged", "Go back to the last finite state first");
  if (!is_between_steps())
    throw Error(what, "a step is under way", "Let it end first: press the Batch button");
}

TimeRange Lockstep::Implementation::describe_time() const {
  TimeRange time{.oldest = past.frames().front().step,
                 .reached = past.reached(),
                 .key_frames = {},
                 .bytes = past.bytes(),
                 .limit = past.limit(),
                 .target = target,
                 .taught = {}};
  for (const KeyFrame& frame : past.frames()) time.key_frames.push_back(frame.step);
  for (std::size_t i = 0; i < intervened; ++i)
    if (const Intervention& done = past.interventions()[i]; std::holds_alternative<Teaching>(done.what))
      time.taught.push_back(done);
  return time;
}

bool Lockstep::seek(std::int64_t step) {
  auto& own = *implementation_;
  if (own.past.empty()) return false;
  const std::int64_t oldest = own.past.frames().front().step;
  step = std::clamp(step, oldest, std::max(own.past.reached(), oldest));
  // From before it, so that the last step is seen as it was and not only what it led to.
  if (!own.is_on_the_way_to(step)) {
    for (const auto& trainer : own.trainers) trainer->foresee(trainer->record().history().log);
    own.restore(own.past.before(std::max(step - 1, oldest)));
  }
  own.target = step;
  return true;
}

bool Lockstep::is_seeking() const {
  return implementation_->target.has_value();
}

void Lockstep::seek_on(std::int64_t steps) {
  auto& own = *implementation_;
  if (!own.target) return;
  const std::int64_t rest = *own.target - own.position.step;
  try {
    own.repeat_to(steps < rest ? own.position.step + steps : *own.target);
  } catch (const Error&) {
    // What a file tells of the past can be wrong.
    own.target.reset();
    own.foresee_nothing();
    throw;
  }
  if (own.position.step >= *own.target || rest <= steps) own.arrive();
}

bool Lockstep::go_to(std::int64_t step) {
  if (!seek(step)) return false;
  seek_on(*implementation_->target);
  evaluate();
  return true;
}

bool Lockstep::restore(std::int64_t steps_back) {
  return go_to(implementation_->last_finite_step() - steps_back);
}

void Lockstep::set_past_limit(std::size_t bytes) {
  implementation_->past.set_limit(bytes);
}

void Lockstep::fork(std::size_t run, const RunSpec& spec) {
  auto& own = *implementation_;
  own.check_is_still("Fork");
  own.go_on_from_here();
  if (own.record.past) own.cut_past(own.position.step, own.intervened);
  auto changed = std::make_shared<Experiment>(*own.experiment);
  changed->runs.push_back(spec);
  auto child = std::make_unique<Trainer>(changed, changed->runs.size() - 1, own.dataset, own.record.raster);
  TrainerState state;
  own.trainers[run]->copy_state(state);
  child->restore(state, own.trainers[run]->spec());
  child->change_run(spec);
  child->want_input_feedback(own.wants_input_feedback);
  child->want_updates(own.wants_updates);
  child->watch(own.watched);
  child->evaluate();
  own.trainers.push_back(std::move(child));
  own.experiment = std::move(changed);
  own.repeatable = false;
  if (!own.record.past) return;
  own.past.fork(run);
  own.recollections.clear();
  RunSpec parents = own.in_force[run];
  own.in_force.push_back(std::move(parents));
  own.intervened = own.past.interventions().size();
  // Once more through the last step, so that the new run has seen it like the others.
  go_to(own.position.step);
}

void Lockstep::remove_run(std::size_t run) {
  auto& own = *implementation_;
  if (own.trainers.size() < 2) throw Error("Remove", "it is the only run", "Add another one first");
  const auto offset = static_cast<std::ptrdiff_t>(run);
  own.trainers.erase(own.trainers.begin() + offset);
  auto changed = std::make_shared<Experiment>(*own.experiment);
  changed->runs.erase(changed->runs.begin() + offset);
  own.experiment = std::move(changed);
  if (run < own.descriptions.size()) own.descriptions.erase(own.descriptions.begin() + offset);
  const auto& interventions = own.past.interventions();
  const auto done = interventions.begin() + static_cast<std::ptrdiff_t>(own.intervened);
  own.intervened -= static_cast<std::size_t>(
      std::count_if(interventions.begin(), done, [run](const auto& one) { return one.run == run; }));
  own.past.remove(run);
  own.recollections.clear();
  own.in_force.erase(own.in_force.begin() + offset);
  own.locate();
}

void Lockstep::teach(const std::vector<std::size_t>& runs, const Teaching& teaching) {
  auto& own = *implementation_;
  own.check_is_still("Human feedback");
  own.go_on_from_here();
  if (own.record.past) own.cut_past(own.position.step, own.intervened);
  for (const std::size_t run : runs) {
    Trainer& trainer = *own.trainers[run];
    trainer.teach(teaching);
    trainer.evaluate();
    own.repeatable = false;
    if (!own.record.past || trainer.divergence()) continue;
    own.past.add({.step = own.position.step, .run = run, .what = teaching});
    ++own.intervened;
  }
}

void Lockstep::set_parameter(std::size_t run, const ParameterEdit& edit) {
  auto& own = *implementation_;
  Trainer& trainer = *own.trainers[run];
  const InspectedItem parameter = parameter_of(edit, trainer.network());
  if (own.has_diverged()) own.check_is_still("Set weight");
  // All runs begin the step anew together.
  for (const auto& each : own.trainers) each->abandon_step();
  own.locate();
  own.go_on_from_here();
  if (own.record.past) own.cut_past(own.position.step, own.intervened);
  trainer.set_parameter(parameter, static_cast<Scalar>(edit.value));
  trainer.evaluate();
  own.repeatable = false;
  if (!own.record.past) return;
  own.past.add({.step = own.position.step, .run = run, .what = edit});
  ++own.intervened;
}

void Lockstep::take_back_teaching() {
  auto& own = *implementation_;
  const auto& interventions = own.past.interventions();
  std::size_t last = own.intervened;
  while (last > 0 && !std::holds_alternative<Teaching>(interventions[last - 1].what)) --last;
  if (last == 0) throw Error("Human feedback", "nothing was taught", "Reward or punish an output first");
  const std::int64_t step = interventions[last - 1].step;
  // Given to several runs at once, it is taken back from all of them.
  const auto& taught = std::get<Teaching>(interventions[last - 1].what);
  std::size_t first = last - 1;
  while (first > 0 && interventions[first - 1].step == step &&
         interventions[first - 1].run < interventions[first].run &&
         std::get_if<Teaching>(&interventions[first - 1].what) != nullptr &&
         std::get<Teaching>(interventions[first - 1].what) == taught)
    --first;
  own.cut_past(step, first);
  own.restore(own.past.before(step));
  own.target = step;
  seek_on(step);
  evaluate();
}

bool Lockstep::Implementation::is_watched(const InspectedItem& item) const {
  return std::ranges::all_of(trainers, [&](const auto& run) { return run->watched(item) != nullptr; });
}

std::optional<std::int64_t> Lockstep::Implementation::first_key_frame_within(std::int64_t most_steps) const {
  const auto& frames = past.frames();
  const std::int64_t earliest = position.step - most_steps;
  const auto first =
      std::ranges::find_if(frames, [=](const KeyFrame& frame) { return frame.step >= earliest; });
  return first == frames.end() ? std::nullopt : std::optional(first->step);
}

Lockstep::Recollected Lockstep::Implementation::recollect(const InspectedItem& item, std::int64_t steps,
                                                          std::int64_t most_steps) {
  if (!is_watched(item)) return Recollected::nothing;
  auto known = std::ranges::find(recollections, item, &Recollection::item);
  const auto since =
      known != recollections.end() ? std::optional(known->since()) : first_key_frame_within(most_steps);
  if (!since || (known != recollections.end() && !known->is_true())) return Recollected::nothing;
  if (std::ranges::all_of(trainers, [&](const auto& run) { return run->watched(item)->since() <= *since; }))
    return Recollected::nothing;
  if (known == recollections.end()) known = recollections.emplace(known, item, *since, experiment, dataset);
  const std::int64_t now = position.step;
  if (known->reached().step < now)
    known->go_on(trainers, past, {.step = now, .interventions = intervened}, steps, crew);
  if (!known->is_true()) return Recollected::nothing;
  if (known->reached().step < now) return Recollected::more;
  for (std::size_t run = 0; run < trainers.size(); ++run)
    trainers[run]->recall(known->of(run, now, trainers[run]->network()));
  return Recollected::all;
}

Lockstep::Recollected Lockstep::recollect(std::int64_t steps, std::int64_t most_steps) {
  auto& own = *implementation_;
  std::erase_if(own.recollections, [&](const Recollection& recollection) {
    return own.position.step - recollection.reached().step > most_steps;
  });
  if (own.past.empty() || own.target || own.has_diverged()) return Recollected::nothing;
  for (const InspectedItem& item : own.watched) {
    const Recollected found = own.recollect(item, steps, most_steps);
    if (found != Recollected::nothing) return found;
  }
  return Recollected::nothing;
}

}  // namespace lfp
