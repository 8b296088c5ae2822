#include "core/lockstep/parameter_replay.h"

#include "core/base/error.h"
#include "core/training/network_items.h"

#include <algorithm>
#include <span>
#include <utility>

namespace lfp {

ParameterReplay::ParameterReplay(const InspectedItem& item, std::int64_t since,
                                 std::shared_ptr<const Experiment> experiment, Materials materials)
    : item_(item),
      since_(since),
      experiment_(std::move(experiment)),
      materials_(std::move(materials)),
      known_(experiment_->runs.size()),
      reached_{.step = since, .interventions = 0} {}

/// The replay starts before the last known step, so that it also meets what was done to the runs after that
/// step.
void ParameterReplay::begin(const std::vector<std::unique_ptr<Trainer>>& present, const KeyFrames& frames) {
  const KeyFrame& frame = frames.before(std::max(reached_.step - 1, since_));
  for (std::size_t run = 0; run < present.size(); ++run) {
    auto trainer = std::make_unique<Trainer>(experiment_, run, materials_, false);
    trainer->foresee(present[run]->run().record.history().log);
    trainer->restore(*frame.runs[run].state, frame.runs[run].spec);
    trainer->watch({&item_, 1});
    if (known_[run].values.empty()) known_[run].values.push_back(value_of(trainer->run().network, item_));
    repeating_.push_back(std::move(trainer));
  }
  at_ = {.step = frame.step, .interventions = frame.interventions};
}

void ParameterReplay::go_on(const std::vector<std::unique_ptr<Trainer>>& present, const KeyFrames& frames,
                            const Place& now, std::int64_t steps, RunThreads& threads) {
  if (repeating_.empty()) begin(present, frames);
  const std::int64_t end = steps < now.step - at_.step ? at_.step + steps : now.step;
  const auto done = std::span(frames.interventions()).first(now.interventions);
  try {
    replay(
        at_, end, done,
        [this](const Intervention& intervention) {
          repeating_[intervention.run]->intervene(intervention.what);
        },
        [&](std::int64_t step) {
          repeat_to(step, threads);
          return step;
        });
  } catch (const Error&) {
    is_true_ = false;
    return;
  }
  note_flips();
  if (at_.step >= reached_.step) reached_ = at_;
  if (at_ != now) return;
  compare(present);
  repeating_.clear();
}

void ParameterReplay::repeat_to(std::int64_t step, RunThreads& threads) {
  threads.for_each(repeating_.size(), true, [&](std::size_t run) {
    Trainer& trainer = *repeating_[run];
    auto& values = known_[run].values;
    while (trainer.run().step < step && trainer.advance_step())
      if (trainer.run().step == since_ + std::ssize(values))
        values.push_back(value_of(trainer.run().network, item_));
  });
}

void ParameterReplay::note_flips() {
  for (std::size_t run = 0; run < repeating_.size(); ++run) {
    auto& flips = known_[run].flips;
    for (const std::int64_t step : repeating_[run]->run().watched_parameter(item_)->flips())
      if (step >= since_ && (flips.empty() || step > flips.back())) flips.push_back(step);
  }
}

void ParameterReplay::compare(const std::vector<std::unique_ptr<Trainer>>& present) {
  for (std::size_t run = 0; run < present.size(); ++run) {
    const RunState& now = present[run]->run();
    const RunState& repeated = repeating_[run]->run();
    is_true_ = is_true_ && value_of(repeated.network, item_) == value_of(now.network, item_) &&
               now.step == repeated.step;
  }
}

WatchedParameter ParameterReplay::of(std::size_t run, std::int64_t step, const Network& network) const {
  const Known& known = known_[run];
  // A run that has diverged stands still behind the others.
  const auto wanted = static_cast<std::size_t>(step - since_ + 1);
  const auto values = std::span(known.values).first(std::min(wanted, known.values.size()));
  const auto flips = std::ranges::upper_bound(known.flips, step);
  return {item_, network, since_, values,
          std::span(known.flips).first(static_cast<std::size_t>(flips - known.flips.begin()))};
}

}  // namespace lfp
