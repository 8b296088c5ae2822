#include "core/lockstep/run_descriptions.h"

#include "core/snapshot/snapshot.h"
#include "core/training/network_items.h"

#include <algorithm>
#include <chrono>

namespace lfp {
namespace {

using Clock = std::chrono::steady_clock;

/// Adds the values that the key frames of run `run` hold from before the parameter was watched, or where it
/// is not, from before the step `now`.
void add_earlier(const std::vector<KeyFrame>& frames, std::size_t run, std::int64_t now,
                 const InspectedItem& item, ParameterInspection& parameter) {
  const std::int64_t since = parameter.values.empty() ? now : parameter.watched_since;
  for (const KeyFrame& frame : frames) {
    if (frame.step >= since) return;
    const Parameters& then = frame.runs[run].state->parameters[static_cast<std::size_t>(item.layer)];
    parameter.earlier.push_back({.step = frame.step, .value = static_cast<double>(parameter_of(then, item))});
  }
}

}  // namespace

Snapshot RunDescriptions::describe(const Interest& interest, bool may_repeat_weights) {
  make_room();
  Snapshot snapshot;
  snapshot.runs.resize(runs_.count());
  const Interest shown = shown_interest(interest);
  runs_.threads.for_each(runs_.count(), runs_.is_worth_threads(),
                         [&](std::size_t run) { describe_run(run, shown, may_repeat_weights, snapshot); });
  describe_the_rest(interest, snapshot);
  return snapshot;
}

double RunDescriptions::seconds() const {
  double longest = 0;
  for (const Room& room : rooms_) longest = std::max(longest, room.seconds);
  return longest;
}

void RunDescriptions::make_room() {
  rooms_.resize(runs_.count());
}

Interest RunDescriptions::shown_interest(Interest interest) const {
  if (!runs_.cursor) return interest;
  interest.sample_input = nullptr;
  interest.sample_from_test = false;
  interest.sample_index = runs_.leader().run().batch()[static_cast<std::size_t>(*runs_.cursor)];
  return interest;
}

void RunDescriptions::describe_run(std::size_t run, const Interest& shown, bool may_repeat_weights,
                                   Snapshot& snapshot) {
  const auto start = Clock::now();
  Room& room = rooms_[run];
  snapshot.runs[run] = room.describer.describe(*runs_.trainers[run], shown, may_repeat_weights);
  room.seconds = std::chrono::duration<double>(Clock::now() - start).count();
}

void RunDescriptions::describe_the_rest(const Interest& interest, Snapshot& snapshot) const {
  snapshot.experiment = runs_.experiment;
  snapshot.dataset = runs_.materials.dataset;
  snapshot.position = runs_.position;
  snapshot.finished = runs_.is_finished();
  snapshot.repeatable = runs_.repeatable;
  if (time_.is_kept()) snapshot.time = time_.describe();
  for (std::size_t run = 0; run < snapshot.runs.size(); ++run)
    snapshot.runs[run].ahead = time_.ahead(run, snapshot.position.step);
  snapshot.interest = interest;
  if (runs_.cursor) snapshot.batch = runs_.leader().run().batch();
  snapshot.batch_cursor = runs_.cursor;
  add_earlier_values(snapshot);
  trials_.add_to(snapshot);
}

void RunDescriptions::add_earlier_values(Snapshot& snapshot) const {
  for (std::size_t run = 0; run < snapshot.runs.size(); ++run)
    for (Inspection& inspection : snapshot.runs[run].inspections)
      if (inspection.parameter)
        add_earlier(time_.frames(), run, snapshot.position.step, inspection.item, *inspection.parameter);
}

void RunDescriptions::remove(std::size_t run) {
  if (run < rooms_.size()) rooms_.erase(rooms_.begin() + static_cast<std::ptrdiff_t>(run));
}

}  // namespace lfp
