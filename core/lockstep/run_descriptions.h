#pragma once

#include "core/inspection/describe_run.h"
#include "core/lockstep/remedy_trials.h"
#include "core/lockstep/runs.h"
#include "core/lockstep/time_travel.h"

#include <cstddef>
#include <vector>

namespace lfp {

/// Makes snapshots of the runs; keeps the room that this needs between two of them.
class RunDescriptions {
 public:
  RunDescriptions(Runs& runs, const TimeTravel& time, const RemedyTrials& trials)
      : runs_(runs), time_(time), trials_(trials) {}

  /// What the runs look like now, with what `interest` asks for; leaves out what only an engine knows and the
  /// signature. With `may_repeat_weights` it shows the last copy of large layers' weights again.
  Snapshot describe(const Interest& interest, bool may_repeat_weights = false);
  /// What the last description took, of the run that took longest.
  double seconds() const;

  /// The same piece by piece, for runs that reach a step one after the other: first room() in one thread,
  /// then describe_run() for each run in any, with shown_interest(), then describe_the_rest().
  void make_room();
  /// While a batch is walked sample by sample, its sample is the shown one.
  Interest shown_interest(Interest interest) const;
  void describe_run(std::size_t run, const Interest& shown, bool may_repeat_weights, Snapshot& snapshot);
  void describe_the_rest(const Interest& interest, Snapshot& snapshot) const;

  void remove(std::size_t run);

 private:
  void add_earlier_values(Snapshot& snapshot) const;

  struct Room {
    RunDescriber describer;
    double seconds = 0;  // the last time
  };

  Runs& runs_;
  const TimeTravel& time_;
  const RemedyTrials& trials_;
  std::vector<Room> rooms_;  // one a run
};

}  // namespace lfp
