#include "core/lockstep/staggered_training.h"

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

StaggeredTraining::StaggeredTraining(Runs& runs, TimeTravel& time, RunDescriptions& descriptions,
                                     const FreeTraining& training)
    : runs_(runs),
      time_(time),
      descriptions_(descriptions),
      training_(training),
      shown_(descriptions.shown_interest(training.interest)),
      walked_(runs.trainers.size(), 0),
      planned_(runs.position.step),
      diverged_(static_cast<std::size_t>(std::ranges::count_if(
          runs.trainers, [](const auto& trainer) { return trainer->run().divergence.has_value(); }))) {
  ends_ = diverged_ == runs.count();
  descriptions_.make_room();
}

bool StaggeredTraining::go_on(std::size_t run) {
  Leg* leg = next_leg(run);
  if (leg == nullptr) return false;
  const RunState& state = runs_.trainers[run]->run();
  Walk walk{.begins = !state.divergence};
  if (!leg->states.empty()) {
    const auto start = Clock::now();
    TrainerState& state_then = *leg->states[run];
    state_then = runs_.trainers[run]->state(std::move(state_then));
    walk.copying_seconds = seconds_since(start);
  }
  walk.training_seconds = runs_.train_run(run, leg->end);
  if (leg->snapshot) {
    const auto start = Clock::now();
    descriptions_.describe_run(run, shown_, leg->may_repeat_weights, *leg->snapshot);
    walk.describing_seconds = seconds_since(start);
  }
  walk.step = state.step;
  arrive(run, walk, *leg);
  return true;
}

StaggeredTraining::Leg* StaggeredTraining::next_leg(std::size_t run) {
  std::unique_lock lock(mutex_);
  moved_.wait(lock, [&] { return walked_[run] - finished_ < most_under_way; });
  const std::size_t index = walked_[run] - finished_;
  if (index == legs_.size()) plan_leg();
  return index < legs_.size() ? &legs_[index] : nullptr;
}

void StaggeredTraining::plan_leg() {
  if (ends_ || planned_ >= runs_.end) return;
  const FreeTraining::Piece piece = training_.next(planned_);
  ends_ = piece.steps <= 0;
  if (ends_) return;
  Leg& leg = legs_.emplace_back();
  leg.begin = planned_;
  leg.end = piece.steps < runs_.end - planned_ ? planned_ + piece.steps : runs_.end;
  planned_ = leg.end;
  if (time_.is_frame_due(leg.begin)) leg.states = time_.room();
  leg.may_repeat_weights = piece.may_repeat_weights;
  if (!piece.is_shown) return;
  leg.snapshot.emplace();
  leg.snapshot->runs.resize(runs_.trainers.size());
}

void StaggeredTraining::arrive(std::size_t run, const Walk& walk, Leg& leg) {
  {
    const std::lock_guard lock(mutex_);
    Walk& longest = leg.longest;
    longest = {.begins = longest.begins || walk.begins,
               .step = std::max(longest.step, walk.step),
               .copying_seconds = std::max(longest.copying_seconds, walk.copying_seconds),
               .training_seconds = std::max(longest.training_seconds, walk.training_seconds),
               .describing_seconds = std::max(longest.describing_seconds, walk.describing_seconds)};
    if (walk.begins && walk.step < leg.end && ++diverged_ == walked_.size()) ends_ = true;
    ++walked_[run];
    if (++leg.arrived < walked_.size()) return;
    finish(leg);
  }
  moved_.notify_all();
}

void StaggeredTraining::finish(Leg& leg) {
  const Walk& longest = leg.longest;
  time_.count(longest.training_seconds);
  if (!leg.states.empty() && longest.begins)
    time_.keep_frame(leg.begin, std::move(leg.states), longest.copying_seconds);
  // Where all have diverged on the way, this is how far the last of them got.
  const std::int64_t reached = std::max(leg.begin, longest.step);
  if (longest.begins) {
    time_.reach(reached);
    runs_.position = runs_.position_after(reached);
  }
  if (leg.snapshot) descriptions_.describe_the_rest(training_.interest, *leg.snapshot);
  FreeTraining::Done done{.steps = reached - leg.begin,
                          .seconds = longest.training_seconds,
                          .describing_seconds = longest.describing_seconds,
                          .diverged = diverged_,
                          .snapshot = std::move(leg.snapshot)};
  legs_.pop_front();
  ++finished_;
  training_.done(std::move(done));
}

}  // namespace lfp
