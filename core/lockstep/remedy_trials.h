#pragma once

#include "core/lockstep/runs.h"
#include "core/lockstep/time_travel.h"
#include "core/training/remedies.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace lfp {

/// Finds out which remedies would help the runs that have diverged, on copies of them that begin some steps
/// earlier.
class RemedyTrials {
 public:
  RemedyTrials(Runs& runs, TimeTravel& time) : runs_(runs), time_(time) {}

  /// At most `steps` more steps of a copy; false where there is nothing (more) to try.
  bool go_on(std::int64_t steps);
  void add_to(Snapshot& snapshot) const;
  void remove(std::size_t run);

 private:
  /// What was tried for one run, and of what divergence.
  struct Trial {
    std::int64_t step = 0;
    RunSpec spec;
    RemedyTrial remedies;
  };
  bool is_of(std::size_t run, const std::optional<Divergence>& divergence) const;

  Runs& runs_;
  TimeTravel& time_;
  std::vector<std::optional<Trial>> trials_;  // one a run
};

}  // namespace lfp
