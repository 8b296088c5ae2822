#include "core/lockstep/remedy_trials.h"

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

bool RemedyTrials::go_on(std::int64_t steps) {
  trials_.resize(runs_.count());
  for (std::size_t run = 0; run < runs_.count(); ++run) {
    const RunState& state = runs_.trainers[run]->run();
    if (!state.divergence) {
      trials_[run].reset();
      continue;
    }
    if (!is_of(run, state.divergence)) {
      const RunSpec& spec = runs_.experiment->runs[run];
      trials_[run].emplace(
          Trial{.step = state.divergence->step,
                .spec = spec,
                .remedies = RemedyTrial(time_.copy_before(run, steps_back), spec, trial_steps(state))});
    }
    if (trials_[run]->remedies.is_done()) continue;
    trials_[run]->remedies.go_on(steps);
    return true;
  }
  return false;
}

void RemedyTrials::add_to(Snapshot& snapshot) const {
  for (std::size_t run = 0; run < snapshot.runs.size(); ++run) {
    // Of what is shown: the run itself may be in training while it is described.
    RunSnapshot& shown = snapshot.runs[run];
    if (!is_of(run, shown.divergence) || !trials_[run]->remedies.is_done()) continue;
    shown.are_remedies_tried = true;
    shown.remedies = trials_[run]->remedies.helpful();
    shown.divergence->remedy =
        shown.remedies.empty()
            ? "None of the usual remedies keeps it finite from here: begin anew with other settings"
            : instruction(shown.remedies.front().kind) + ": a copy stayed finite with it for " +
                  std::to_string(shown.remedies.front().steps) + " steps";
  }
}

void RemedyTrials::remove(std::size_t run) {
  if (run < trials_.size()) trials_.erase(trials_.begin() + static_cast<std::ptrdiff_t>(run));
}

}  // namespace lfp
