#include "core/lockstep/recollection.h"

#include "core/base/error.h"
#include "core/lockstep/intervene.h"

#include <algorithm>
#include <span>
#include <utility>

namespace lfp {

Recollection::Recollection(const InspectedItem& item, std::int64_t since,
                           std::shared_ptr<const Experiment> experiment,
                           std::shared_ptr<const Dataset> dataset)
    : item_(item),
      since_(since),
      experiment_(std::move(experiment)),
      dataset_(std::move(dataset)),
      known_(experiment_->runs.size()),
      reached_{.step = since, .interventions = 0} {}

Scalar Recollection::value_in(const Network& network) const {
  return parameter_of(network.block(static_cast<std::size_t>(item_.layer)).parameters(), item_);
}

/// From before the last step that is known, so that what was done after it is met on the way.
void Recollection::begin(const std::vector<std::unique_ptr<Trainer>>& present, const Past& past) {
  const KeyFrame& frame = past.before(std::max(reached_.step - 1, since_));
  for (std::size_t run = 0; run < present.size(); ++run) {
    auto trainer = std::make_unique<Trainer>(experiment_, run, dataset_, false);
    trainer->foresee(present[run]->record().history().log);
    trainer->restore(*frame.runs[run].state, frame.runs[run].spec);
    trainer->watch({&item_, 1});
    if (known_[run].values.empty()) known_[run].values.push_back(value_in(trainer->network()));
    repeating_.push_back(std::move(trainer));
  }
  at_ = {.step = frame.step, .interventions = frame.interventions};
}

void Recollection::go_on(const std::vector<std::unique_ptr<Trainer>>& present, const Past& past,
                         const Place& now, std::int64_t steps, Crew& crew) {
  try {
    repeat(present, past, now, steps, crew);
  } catch (const Error&) {
    is_true_ = false;
  }
}

void Recollection::repeat(const std::vector<std::unique_ptr<Trainer>>& present, const Past& past,
                          const Place& now, std::int64_t steps, Crew& crew) {
  if (repeating_.empty()) begin(present, past);
  const auto& interventions = past.interventions();
  const std::int64_t end = steps < now.step - at_.step ? at_.step + steps : now.step;
  while (true) {
    while (at_.interventions < now.interventions && interventions[at_.interventions].step == at_.step) {
      const Intervention& done = interventions[at_.interventions++];
      intervene(*repeating_[done.run], done);
    }
    if (at_.step >= end) break;
    const bool has_more = at_.interventions < now.interventions;
    repeat_to(has_more ? std::min(end, interventions[at_.interventions].step) : end, crew);
  }
  note_flips();
  if (at_.step >= reached_.step) reached_ = at_;
  if (at_ != now) return;
  compare(present);
  repeating_.clear();
}

void Recollection::repeat_to(std::int64_t step, Crew& crew) {
  crew.for_each(repeating_.size(), true, [&](std::size_t run) {
    Trainer& trainer = *repeating_[run];
    auto& values = known_[run].values;
    while (trainer.step() < step && trainer.advance_step())
      if (trainer.step() == since_ + std::ssize(values)) values.push_back(value_in(trainer.network()));
  });
  at_.step = step;
}

void Recollection::note_flips() {
  for (std::size_t run = 0; run < repeating_.size(); ++run) {
    auto& flips = known_[run].flips;
    for (const std::int64_t step : repeating_[run]->watched(item_)->flips())
      if (step >= since_ && (flips.empty() || step > flips.back())) flips.push_back(step);
  }
}

void Recollection::compare(const std::vector<std::unique_ptr<Trainer>>& present) {
  for (std::size_t run = 0; run < present.size(); ++run) {
    const bool is_same = value_in(repeating_[run]->network()) == value_in(present[run]->network());
    is_true_ = is_true_ && is_same && present[run]->step() == repeating_[run]->step();
  }
}

WatchedParameter Recollection::of(std::size_t run, std::int64_t step, const Network& network) const {
  const Known& known = known_[run];
  const auto values = std::span(known.values).first(static_cast<std::size_t>(step - since_ + 1));
  const auto flips = std::ranges::upper_bound(known.flips, step);
  return {item_, network, since_, values,
          std::span(known.flips).first(static_cast<std::size_t>(flips - known.flips.begin()))};
}

}  // namespace lfp
