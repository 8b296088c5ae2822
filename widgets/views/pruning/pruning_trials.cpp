#include "widgets/views/pruning/pruning_trials.h"

namespace lfp {

double removed_fraction(const RunSnapshot& run) {
  const auto all = static_cast<double>(run.sign_changes.total);
  return all > 0 ? static_cast<double>(run.removed_weights) / all : 0.0;
}

void PruningTrials::note(const Snapshot& snapshot, const Pruning& pruning) {
  const bool is_same = generation_ == snapshot.generation && step_ == snapshot.position.step &&
                       by_ == pruning.by && scope_ == pruning.scope && scores_.size() == snapshot.runs.size();
  if (!is_same) {
    const bool is_same_place = generation_ == snapshot.generation && step_ == snapshot.position.step &&
                               scores_.size() == snapshot.runs.size();
    std::vector<std::map<double, double>> kept(snapshot.runs.size());
    // A run without removed weights is the same for every criterion.
    for (std::size_t run = 0; is_same_place && run < kept.size(); ++run)
      if (const auto known = whole(run)) kept[run][0.0] = *known;
    scores_ = std::move(kept);
    generation_ = snapshot.generation;
    step_ = snapshot.position.step;
    by_ = pruning.by;
    scope_ = pruning.scope;
  }
  for (std::size_t run = 0; run < snapshot.runs.size(); ++run)
    if (snapshot.runs[run].tested_step == snapshot.position.step)
      scores_[run][removed_fraction(snapshot.runs[run])] = snapshot.runs[run].test_accuracy;
}

const std::map<double, double>& PruningTrials::of(std::size_t run) const {
  static const std::map<double, double> none;
  return run < scores_.size() ? scores_[run] : none;
}

std::optional<double> PruningTrials::whole(std::size_t run) const {
  const auto found = of(run).find(0.0);
  if (found == of(run).end()) return std::nullopt;
  return found->second;
}

}  // namespace lfp
