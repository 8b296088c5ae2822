#include "core/lockstep/time_travel.h"

#include "core/base/error.h"

#include <algorithm>
#include <chrono>
#include <span>
#include <utility>
#include <variant>

namespace lfp {

using Clock = std::chrono::steady_clock;

TimeTravel::TimeTravel(Runs& runs, ParameterReplays& replays)
    : runs_(runs), replays_(replays), ahead_(runs.count()), in_force_(runs.experiment->runs) {
  std::size_t bytes = 0;
  for (const auto& trainer : runs_.trainers) bytes += trainer->state_bytes();
  if (bytes > runs_.record.largest_frame) runs_.record.past = false;
  if (is_kept()) keep_frame();
}

std::vector<std::shared_ptr<TrainerState>> TimeTravel::room() {
  std::vector<std::shared_ptr<TrainerState>> states(runs_.count());
  for (auto& state : states) state = frames_.room();
  unkept_seconds_ = 0;
  return states;
}

void TimeTravel::keep_frame(std::int64_t step, std::vector<std::shared_ptr<TrainerState>> states,
                            double seconds) {
  KeyFrame frame{.step = step, .interventions = here_.interventions, .runs = {}};
  for (std::size_t run = 0; run < states.size(); ++run)
    frame.runs.push_back({.spec = in_force_[run], .state = std::move(states[run])});
  frames_.keep(std::move(frame), seconds);
}

void TimeTravel::keep_frame() {
  const auto start = Clock::now();
  auto states = room();
  runs_.threads.for_each(runs_.count(), runs_.is_worth_threads(), [&](std::size_t run) {
    *states[run] = runs_.trainers[run]->state(std::move(*states[run]));
  });
  keep_frame(runs_.position.step, std::move(states),
             std::chrono::duration<double>(Clock::now() - start).count());
}

bool TimeTravel::is_frame_due(std::int64_t step) const {
  return is_kept() && frames_.is_due(unkept_seconds_, step);
}

void TimeTravel::keep_frame_if_due() {
  if (runs_.is_between_steps() && runs_.goes_on() && is_frame_due(runs_.position.step)) keep_frame();
}

void TimeTravel::keep_frame_before_here() {
  const std::int64_t step = runs_.position.step;
  if (!is_kept() || !runs_.is_between_steps() || step <= frames().front().step + 1) return;
  seek(step);
  const std::int64_t missing = step - 1 - runs_.position.step;
  if (missing > 0) {
    // Before arriving: the settings of now are not those that were in force there.
    seek_on(missing);
    keep_frame();
  }
  seek_to_end();
}

void TimeTravel::go_on_from_here() {
  if (!is_kept() || !runs_.is_between_steps() || !runs_.goes_on()) return;
  seek_to_end();
  while (runs_.is_any_behind()) catch_up(runs_.position.step);
  const auto& set_now = runs_.experiment->runs;
  // With the same settings the runs would repeat, to the bit, what they did before.
  for (std::size_t run = 0; run < runs_.count(); ++run)
    if (in_force_[run] != set_now[run] || is_changed_ahead(run)) depart(run);
  for (std::size_t run = 0; run < runs_.count(); ++run) {
    if (in_force_[run] == set_now[run]) continue;
    in_force_[run] = set_now[run];
    add({.step = runs_.position.step, .run = run, .what = in_force_[run]});
  }
}

void TimeTravel::restore(const KeyFrame& frame) {
  for (std::size_t run = 0; run < runs_.count(); ++run) {
    Trainer& trainer = *runs_.trainers[run];
    trainer.restore(*frame.runs[run].state, frame.runs[run].spec);
    in_force_[run] = frame.runs[run].spec;
    const bool stands_still = trainer.run().step < frame.step;
    if (!stands_still)
      trainer.revive();
    else if (!trainer.run().divergence)
      runs_.let_fail_again(run);
  }
  branched_.clear();
  here_ = {.step = frame.step, .interventions = frame.interventions};
  unkept_seconds_ = 0;
  runs_.locate();
}

void TimeTravel::repeat_to(std::int64_t step) {
  here_.step = runs_.position.step;
  replay(
      here_, step, frames_.interventions(),
      [this](const Intervention& intervention) {
        runs_.trainers[intervention.run]->intervene(intervention.what);
        if (const auto* spec = std::get_if<RunSpec>(&intervention.what)) in_force_[intervention.run] = *spec;
      },
      [this](std::int64_t next) {
        count(runs_.train_to(next));
        if (frames_.is_due(unkept_seconds_, runs_.position.step)) keep_frame();
        return runs_.position.step;
      });
}

void TimeTravel::cut(const Place& place) {
  frames_.cut(place.step, place.interventions);
  replays_.forget_beyond(place);
}

bool TimeTravel::is_changed_ahead(std::size_t run) const {
  const auto later = std::span(frames_.interventions()).subspan(here_.interventions);
  return std::ranges::any_of(later, [run](const Intervention& one) { return one.run == run; });
}

/// As far as the runs' records reach.
void TimeTravel::remember_what_lies_ahead() {
  for (std::size_t run = 0; run < runs_.count(); ++run) {
    const RunState& state = runs_.trainers[run]->run();
    if (ahead_[run] && ahead_[run]->last_step > state.step) continue;
    ahead_[run] = std::make_shared<RecordAhead>(
        RecordAhead{.history = state.record.history(), .last_step = state.step});
  }
}

std::shared_ptr<const RecordAhead> TimeTravel::ahead(std::size_t run, std::int64_t step) const {
  return ahead_[run] && ahead_[run]->last_step > step ? ahead_[run] : nullptr;
}

void TimeTravel::depart(std::size_t run) {
  if (!is_kept()) return;
  for (std::size_t other = 0; other < runs_.count(); ++other)
    if (other == run || is_changed_ahead(other)) ahead_[other].reset();
  cut_off_what_lies_ahead();
}

void TimeTravel::cut_off_what_lies_ahead() {
  if (is_kept()) cut({.step = runs_.position.step, .interventions = here_.interventions});
}

void TimeTravel::add(Intervention intervention) {
  if (!is_kept()) return;
  frames_.add(std::move(intervention));
  ++here_.interventions;
}

void TimeTravel::set_parts(const KeyFrameParts& parts) {
  target_.reset();
  foresee_nothing();
  const std::size_t limit = frames_.limit();
  frames_ = KeyFrames();
  replays_.forget_all();
  frames_.set_limit(limit);
  unkept_seconds_ = 0;
  const bool is_known = is_kept() && !parts.frames.empty();
  in_force_ = is_known ? parts.specs_after(parts.done) : runs_.experiment->runs;
  here_.interventions = is_known ? parts.done : 0;
  if (is_known) frames_.set_parts(parts);
  for (std::size_t run = 0; run < runs_.count(); ++run) {
    ahead_[run].reset();
    if (!is_known) continue;
    // As far as the last key frame reaches.
    const TrainerState& last = *frames().back().runs[run].state;
    ahead_[run] =
        std::make_shared<RecordAhead>(RecordAhead{.history = last.record.history(), .last_step = last.step});
  }
  reach(runs_.position.step);
  if (is_kept() && !is_known) keep_frame();
}

void TimeTravel::foresee_nothing() {
  for (const auto& trainer : runs_.trainers) trainer->foresee({});
}

void TimeTravel::arrive() {
  target_.reset();
  foresee_nothing();
  for (std::size_t run = 0; run < runs_.count(); ++run)
    runs_.trainers[run]->intervene(runs_.experiment->runs[run]);
}

/// Without going back to a key frame first.
bool TimeTravel::is_on_the_way_to(std::int64_t step) const {
  const bool is_as_it_was =
      std::equal(runs_.trainers.begin(), runs_.trainers.end(), in_force_.begin(),
                 [](const auto& trainer, const auto& spec) { return trainer->run().spec() == spec; });
  return is_as_it_was && runs_.is_between_steps() && !runs_.is_any_behind() && runs_.position.step < step &&
         frames_.before(step - 1).step <= runs_.position.step;
}

TimeRange TimeTravel::describe() const {
  TimeRange time{.oldest = frames().front().step,
                 .reached = frames_.reached(),
                 .key_frames = {},
                 .bytes = frames_.bytes(),
                 .limit = frames_.limit(),
                 .target = target_,
                 .departures = {},
                 .taught = {}};
  const auto& set_now = runs_.experiment->runs;
  for (std::size_t run = 0; run < runs_.count(); ++run) {
    if (!ahead(run, runs_.position.step)) continue;
    const bool is_changed = is_changed_ahead(run);
    if (in_force_[run] != set_now[run] || is_changed)
      time.departures.push_back({.run = run, .in_force = in_force_[run], .was_changed_ahead = is_changed});
  }
  for (const KeyFrame& frame : frames()) time.key_frames.push_back(frame.step);
  for (std::size_t i = 0; i < here_.interventions; ++i)
    if (const Intervention& done = frames_.interventions()[i]; std::holds_alternative<Teaching>(done.what))
      time.taught.push_back(done);
  return time;
}

bool TimeTravel::seek(std::int64_t step) {
  if (frames_.empty()) return false;
  const std::int64_t oldest = frames().front().step;
  step = std::clamp(step, oldest, std::max(frames_.reached(), oldest));
  // The replay starts before that step, so that the step itself is seen as it was and not only its result.
  remember_what_lies_ahead();
  if (!is_on_the_way_to(step)) {
    for (std::size_t run = 0; run < runs_.count(); ++run)
      runs_.trainers[run]->foresee(ahead_[run]->history.log);
    restore(frames_.before(std::max(step - 1, oldest)));
  }
  target_ = step;
  return true;
}

void TimeTravel::seek_on(std::int64_t steps) {
  if (!target_) return;
  const std::int64_t rest = *target_ - runs_.position.step;
  try {
    repeat_to(steps < rest ? runs_.position.step + steps : *target_);
  } catch (const Error&) {
    // The past that a file holds can be wrong.
    target_.reset();
    foresee_nothing();
    throw;
  }
  if (runs_.position.step >= *target_ || rest <= steps) arrive();
}

void TimeTravel::seek_to_end() {
  if (target_) seek_on(*target_);
}

/// Starts from the nearest key frame before that step, so that the last step is seen as it was, and repeats
/// what was done to the run up to now. Returns the settings that are in force there.
RunSpec TimeTravel::bring_to(Trainer& trainer, std::size_t run, std::int64_t step) const {
  const KeyFrame& frame = frames_.before(std::max(step - 1, frames().front().step));
  RunSpec in_force = frame.runs[run].spec;
  trainer.restore(*frame.runs[run].state, in_force);
  trainer.revive();
  Place place{.step = frame.step, .interventions = frame.interventions};
  replay(
      place, step, std::span(frames_.interventions()).first(here_.interventions),
      [&](const Intervention& intervention) {
        if (intervention.run != run) return;
        trainer.intervene(intervention.what);
        if (const auto* spec = std::get_if<RunSpec>(&intervention.what)) in_force = *spec;
      },
      [&](std::int64_t next) {
        while (trainer.run().step < next && trainer.advance_step()) {
        }
        return trainer.run().step;
      });
  trainer.revive();
  return in_force;
}

std::unique_ptr<Trainer> TimeTravel::copy_before(std::size_t run, std::int64_t steps_back) const {
  const Trainer& original = *runs_.trainers[run];
  auto copy = std::make_unique<Trainer>(runs_.experiment, run, runs_.materials, false);
  copy->foresee(original.run().record.history().log);
  if (frames_.empty())
    copy->restore(original.state(), original.run().spec());
  else
    bring_to(*copy, run, std::max(original.run().step - steps_back, frames().front().step));
  copy->foresee({});
  return copy;
}

bool TimeTravel::revive(std::size_t run, std::int64_t steps_back) {
  if (frames_.empty()) return false;
  seek_to_end();
  Trainer& trainer = *runs_.trainers[run];
  const std::int64_t oldest = frames().front().step;
  const std::int64_t step = std::max(trainer.run().step - steps_back, oldest);
  // There are no other runs that have to stay where they are.
  if (runs_.count() == 1) {
    seek(step);
    seek_to_end();
    return true;
  }
  depart(run);
  trainer.foresee(trainer.run().record.history().log);
  in_force_[run] = bring_to(trainer, run, step);
  trainer.foresee({});
  trainer.intervene(runs_.experiment->runs[run]);
  std::erase(branched_, run);
  runs_.locate();
  return true;
}

/// The course of a revived run differs from the recorded one from here on.
void TimeTravel::branch_off(std::size_t run) {
  const std::int64_t step = runs_.trainers[run]->run().step;
  frames_.branch_off(run, step);
  ahead_[run].reset();
  replays_.forget_all();
  branched_.push_back(run);
}

void TimeTravel::catch_up(std::int64_t steps) {
  for (std::size_t run = 0; run < runs_.count(); ++run) {
    if (!runs_.is_behind(run)) continue;
    const RunState& state = runs_.trainers[run]->run();
    if (is_kept()) {
      if (std::ranges::find(branched_, run) == branched_.end()) branch_off(run);
      if (in_force_[run] != state.spec()) {
        in_force_[run] = state.spec();
        frames_.insert({.step = state.step, .run = run, .what = in_force_[run]});
      }
      here_.interventions = frames_.interventions().size();
    }
    const std::int64_t missing = runs_.position.step - state.step;
    count(runs_.train_run(run, state.step + std::min(steps, missing)));
    if (!runs_.is_behind(run)) std::erase(branched_, run);
  }
  runs_.locate();
}

void TimeTravel::fork(std::size_t parent) {
  RunSpec parents = in_force_[parent];
  in_force_.push_back(std::move(parents));
  ahead_.emplace_back();
  if (!is_kept()) return;
  frames_.fork(parent);
  replays_.forget_all();
  here_.interventions = frames_.interventions().size();
}

void TimeTravel::remove(std::size_t run) {
  const auto& interventions = frames_.interventions();
  const auto done = interventions.begin() + static_cast<std::ptrdiff_t>(here_.interventions);
  here_.interventions -= static_cast<std::size_t>(
      std::count_if(interventions.begin(), done, [run](const auto& one) { return one.run == run; }));
  frames_.remove(run);
  replays_.forget_all();
  branched_.clear();
  ahead_.erase(ahead_.begin() + static_cast<std::ptrdiff_t>(run));
  in_force_.erase(in_force_.begin() + static_cast<std::ptrdiff_t>(run));
}

/// What several runs were given at once is taken back from all of them.
template <class What>
bool TimeTravel::take_back_last() {
  const auto& interventions = frames_.interventions();
  std::size_t last = here_.interventions;
  while (last > 0 && !std::holds_alternative<What>(interventions[last - 1].what)) --last;
  if (last == 0) return false;
  const std::int64_t step = interventions[last - 1].step;
  const auto& what = std::get<What>(interventions[last - 1].what);
  std::size_t first = last - 1;
  while (first > 0 && interventions[first - 1].step == step &&
         interventions[first - 1].run < interventions[first].run &&
         std::get_if<What>(&interventions[first - 1].what) != nullptr &&
         std::get<What>(interventions[first - 1].what) == what)
    --first;
  cut({.step = step, .interventions = first});
  ahead_.assign(runs_.count(), nullptr);
  // The replay starts before that step, so that the step is seen as it was.
  restore(frames_.before(std::max(step - 1, frames().front().step)));
  target_ = step;
  seek_to_end();
  return true;
}

bool TimeTravel::take_back_teaching() {
  return take_back_last<Teaching>();
}

bool TimeTravel::take_back_pruning() {
  const std::size_t done = here_.interventions;
  if (done == 0) return false;
  const Intervention& last = frames_.interventions()[done - 1];
  const bool is_here = std::holds_alternative<Pruning>(last.what) && last.step == runs_.position.step;
  return is_here && take_back_last<Pruning>();
}

Replayed TimeTravel::replay_parameters(std::int64_t steps, std::int64_t most_steps) {
  if (frames_.empty() || target_ || runs_.is_any_behind()) return Replayed::nothing;
  return replays_.go_on(frames_, here_.interventions, steps, most_steps);
}

}  // namespace lfp
