#include "core/lockstep/relay.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace lfp {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace

Relay::Relay(Lockstep::Implementation& runs, const FreeTraining& training)
    : runs_(runs),
      training_(training),
      shown_(runs.shown_interest(training.interest)),
      walked_(runs.trainers.size(), 0),
      planned_(runs.position.step) {}

bool Relay::go_on(std::size_t run) {
  Leg* leg = next_leg(run);
  if (leg == nullptr) return false;
  Walk walk{.begins_sound = !runs_.trainers[run]->divergence()};
  if (!leg->states.empty()) {
    const auto start = Clock::now();
    runs_.trainers[run]->copy_state(*leg->states[run]);
    walk.copying_seconds = seconds_since(start);
  }
  walk.training_seconds = runs_.train_run(run, leg->end);
  if (leg->snapshot) {
    const auto start = Clock::now();
    runs_.describe_run(run, shown_, leg->may_repeat_weights, *leg->snapshot);
    walk.describing_seconds = seconds_since(start);
  }
  walk.ends_sound = !runs_.trainers[run]->divergence();
  arrive(run, walk, *leg);
  return true;
}

Relay::Leg* Relay::next_leg(std::size_t run) {
  std::unique_lock lock(mutex_);
  moved_.wait(lock, [&] { return walked_[run] - finished_ < most_under_way; });
  const std::size_t index = walked_[run] - finished_;
  if (index == legs_.size()) plan_leg();
  return index < legs_.size() ? &legs_[index] : nullptr;
}

void Relay::plan_leg() {
  if (ends_ || planned_ >= runs_.end) return;
  const FreeTraining::Piece piece = training_.next(planned_);
  ends_ = piece.steps <= 0;
  if (ends_) return;
  Leg& leg = legs_.emplace_back();
  leg.begin = planned_;
  leg.end = piece.steps < runs_.end - planned_ ? planned_ + piece.steps : runs_.end;
  planned_ = leg.end;
  if (runs_.record.past && runs_.past.is_due(runs_.unkept_seconds, leg.begin)) {
    leg.states = runs_.room_for_key_frame();
    runs_.unkept_seconds = 0;
  }
  leg.may_repeat_weights = piece.may_repeat_weights;
  if (!piece.is_shown) return;
  leg.snapshot.emplace();
  leg.snapshot->runs.resize(runs_.trainers.size());
}

void Relay::arrive(std::size_t run, const Walk& walk, Leg& leg) {
  {
    const std::lock_guard lock(mutex_);
    Walk& longest = leg.longest;
    longest = {.begins_sound = longest.begins_sound && walk.begins_sound,
               .ends_sound = longest.ends_sound && walk.ends_sound,
               .copying_seconds = std::max(longest.copying_seconds, walk.copying_seconds),
               .training_seconds = std::max(longest.training_seconds, walk.training_seconds),
               .describing_seconds = std::max(longest.describing_seconds, walk.describing_seconds)};
    if (run == 0) runs_.unkept_seconds += walk.training_seconds;
    if (!walk.ends_sound) ends_ = true;
    ++walked_[run];
    if (++leg.arrived < walked_.size()) return;
    finish(leg);
  }
  moved_.notify_all();
}

void Relay::finish(Leg& leg) {
  const Walk& longest = leg.longest;
  if (!leg.states.empty() && longest.begins_sound)
    runs_.keep_key_frame(leg.begin, std::move(leg.states), longest.copying_seconds);
  if (longest.ends_sound) runs_.past.reach(leg.end);
  runs_.position = runs_.position_after(leg.end);
  if (leg.snapshot) {
    runs_.describe_all_but_runs(training_.interest, *leg.snapshot);
    runs_.add_earlier_values(*leg.snapshot);
  }
  FreeTraining::Done done{.steps = leg.end - leg.begin,
                          .seconds = longest.training_seconds,
                          .describing_seconds = longest.describing_seconds,
                          .snapshot = std::move(leg.snapshot)};
  legs_.pop_front();
  ++finished_;
  training_.done(std::move(done));
}

}  // namespace lfp
