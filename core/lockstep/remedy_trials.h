#pragma once

#include "core/lockstep/runs.h"
#include "core/lockstep/time_travel.h"
#include "core/training/remedies.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace lfp {

struct RunSnapshot;
struct Snapshot;

/// Finds out which remedies would help the runs that have diverged, on copies of them that begin some steps
/// earlier.
class RemedyTrials {
 public:
  RemedyTrials(Runs& runs, TimeTravel& time) : runs_(runs), time_(time) {}

  /// At most `steps` more steps of a copy; false where there is nothing (more) to try. Where a copy would
  /// take more than half of the `free` bytes, remedies are offered untried.
  bool go_on(std::int64_t steps, std::optional<std::uint64_t> free);
  void add_to(Snapshot& snapshot) const;
  void remove(std::size_t run);

 private:
  /// What was tried for one run, and after which divergence.
  struct Trial {
    std::int64_t step = 0;
    RunSpec spec;
    std::optional<RemedyTrial> remedies;  ///< none where the memory does not suffice

    bool is_done() const { return !remedies || remedies->is_done(); }
  };
  Trial begin(std::size_t run, std::optional<std::uint64_t> free);
  static void describe(const Trial& trial, RunSnapshot& shown);
  bool is_of(std::size_t run, const std::optional<Divergence>& divergence) const;

  Runs& runs_;
  TimeTravel& time_;
  std::vector<std::optional<Trial>> trials_;  // one a run
};

}  // namespace lfp
