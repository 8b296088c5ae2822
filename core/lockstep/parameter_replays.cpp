#include "core/lockstep/parameter_replays.h"

#include <algorithm>

namespace lfp {
namespace {

/// The first key frame from `earliest` on, if there is one.
std::optional<std::int64_t> first_frame_since(const KeyFrames& known, std::int64_t earliest) {
  const auto& frames = known.frames();
  const auto first =
      std::ranges::find_if(frames, [=](const KeyFrame& frame) { return frame.step >= earliest; });
  return first == frames.end() ? std::nullopt : std::optional(first->step);
}

}  // namespace

void ParameterReplays::watch(const std::vector<InspectedItem>& items) {
  std::erase_if(replays_, [&](const ParameterReplay& replay) {
    return std::ranges::find(items, replay.item()) == items.end();
  });
  watched_ = items;
  for (const auto& trainer : runs_.trainers) trainer->watch(items);
}

void ParameterReplays::forget_beyond(const Place& place) {
  std::erase_if(replays_, [&](const ParameterReplay& replay) {
    return replay.reached().step > place.step || replay.reached().interventions > place.interventions;
  });
}

bool ParameterReplays::is_watched(const InspectedItem& item) const {
  return std::ranges::all_of(runs_.trainers,
                             [&](const auto& run) { return run->run().watched_parameter(item) != nullptr; });
}

Replayed ParameterReplays::go_on_with(const InspectedItem& item, const KeyFrames& frames, const Place& now,
                                      std::int64_t steps, std::int64_t most_steps) {
  if (!is_watched(item)) return Replayed::nothing;
  auto known = std::ranges::find(replays_, item, &ParameterReplay::item);
  const bool is_begun = known != replays_.end();
  const auto since =
      is_begun ? std::optional(known->since()) : first_frame_since(frames, now.step - most_steps);
  if (!since || (is_begun && !known->is_true())) return Replayed::nothing;
  const auto is_known = [&](const auto& run) {
    return run->run().watched_parameter(item)->since() <= *since;
  };
  if (std::ranges::all_of(runs_.trainers, is_known)) return Replayed::nothing;
  if (!is_begun) known = replays_.emplace(known, item, *since, runs_.experiment, runs_.materials);
  if (known->reached().step < now.step) known->go_on(runs_.trainers, frames, now, steps, runs_.threads);
  if (!known->is_true()) return Replayed::nothing;
  if (known->reached().step < now.step) return Replayed::more;
  for (std::size_t run = 0; run < runs_.count(); ++run)
    runs_.trainers[run]->recall(known->of(run, now.step, runs_.trainers[run]->run().network));
  return Replayed::all;
}

Replayed ParameterReplays::go_on(const KeyFrames& frames, std::size_t interventions, std::int64_t steps,
                                 std::int64_t most_steps) {
  const Place now{.step = runs_.position.step, .interventions = interventions};
  std::erase_if(replays_,
                [&](const ParameterReplay& replay) { return now.step - replay.reached().step > most_steps; });
  for (const InspectedItem& item : watched_) {
    const Replayed found = go_on_with(item, frames, now, steps, most_steps);
    if (found != Replayed::nothing) return found;
  }
  return Replayed::nothing;
}

}  // namespace lfp
