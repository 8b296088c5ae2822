#include "core/lockstep/remedy_trials.h"

#include "core/snapshot/snapshot.h"

#include <cstddef>
#include <utility>

namespace lfp {
namespace {

/// The last finite state is often beyond help already.
constexpr std::int64_t steps_back = 10;

}  // namespace

/// Whether the trial is of that divergence of the run, with the settings that it has.
bool RemedyTrials::is_of(std::size_t run, const std::optional<Divergence>& divergence) const {
  return divergence && run < trials_.size() && trials_[run] && trials_[run]->step == divergence->step &&
         trials_[run]->spec == runs_.experiment->runs[run];
}

RemedyTrials::Trial RemedyTrials::begin(std::size_t run, std::optional<std::uint64_t> free) {
  const Trainer& trainer = *runs_.trainers[run];
  Trial trial{.step = trainer.run().divergence->step, .spec = runs_.experiment->runs[run], .remedies = {}};
  if (!free || trial_bytes(trainer) <= *free / 2)
    trial.remedies.emplace(time_.copy_before(run, steps_back), trial.spec, trial_steps(trainer.run()));
  return trial;
}

bool RemedyTrials::go_on(std::int64_t steps, std::optional<std::uint64_t> free) {
  trials_.resize(runs_.count());
  for (std::size_t run = 0; run < runs_.count(); ++run) {
    const RunState& state = runs_.trainers[run]->run();
    if (!state.divergence) {
      trials_[run].reset();
      continue;
    }
    if (!is_of(run, state.divergence)) trials_[run].emplace(begin(run, free));
    if (trials_[run]->is_done()) continue;
    trials_[run]->remedies->go_on(steps);
    return true;
  }
  return false;
}

void RemedyTrials::add_to(Snapshot& snapshot) const {
  for (std::size_t run = 0; run < snapshot.runs.size(); ++run) {
    // The shown divergence counts here, as the run itself may be in training while it is described.
    RunSnapshot& shown = snapshot.runs[run];
    if (is_of(run, shown.divergence) && trials_[run]->is_done()) describe(*trials_[run], shown);
  }
}

void RemedyTrials::describe(const Trial& trial, RunSnapshot& shown) {
  shown.are_remedies_tried = true;
  shown.remedies = trial.remedies ? trial.remedies->helpful() : untried_remedies(trial.spec);
  if (shown.remedies.empty())
    shown.divergence->remedy =
        "None of the usual remedies keeps it finite from here: begin anew with other settings";
  else if (!trial.remedies)
    shown.divergence->remedy =
        instruction(shown.remedies.front().kind) +
        ": not tried, as a copy of the run would take more than half of the free memory";
  else
    shown.divergence->remedy = instruction(shown.remedies.front().kind) +
                               ": a copy stayed finite with it for " +
                               std::to_string(shown.remedies.front().steps) + " steps";
}

void RemedyTrials::remove(std::size_t run) {
  if (run < trials_.size()) trials_.erase(trials_.begin() + static_cast<std::ptrdiff_t>(run));
}

}  // namespace lfp
