#pragma once

#include "core/base/progress.h"
#include "core/lockstep/record_options.h"
#include "core/lockstep/run_threads.h"
#include "core/training/trainer.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace lfp {

/// The runs of one experiment and where they are. All are at the same step, or in the same phase of it, but
/// for those that have diverged, which stand still at their last finite state, and those that were revived
/// there and have not caught up yet.
struct Runs {
  /// Builds networks and trainers at step 0. Throws Error where the experiment does not fit together, and
  /// Cancelled.
  Runs(std::shared_ptr<const Experiment> whole, Materials given, RecordOptions options, Progress* progress);

  std::shared_ptr<const Experiment> experiment;  ///< as the runs are set now
  Materials materials;
  RecordOptions record;
  std::vector<std::unique_ptr<Trainer>> trainers;
  RunThreads threads;
  Position position;
  std::int64_t end = 0;                // the experiment's stop
  std::optional<std::int64_t> cursor;  // in the batch, while it is walked sample by sample
  bool repeatable = true;              // Snapshot::repeatable
  StepExtras extras;

  std::size_t count() const { return trainers.size(); }
  /// Finds out where the runs are.
  void locate();
  /// The run that has got furthest; of several one that has not diverged, if there is one.
  const Trainer& leader() const;
  Position position_after(std::int64_t step) const;
  bool has_diverged() const;  ///< some run has
  bool goes_on() const;       ///< some run has not
  bool is_finished() const { return position.step >= end && is_between_steps() && !is_any_behind(); }
  /// Whether the run has not diverged and is behind the others.
  bool is_behind(std::size_t run) const;
  bool is_any_behind() const;
  /// A run that lies behind the others after reading a file had diverged: its next step is tried again, so
  /// that the reason is known.
  void let_fail_again(std::size_t run);
  bool is_between_steps() const { return position.next_phase.kind == PhaseKind::forward; }
  /// Trains every run up to `step` steps in all, spread over threads where that pays; the seconds of the run
  /// that took longest.
  double train_to(std::int64_t step);
  /// One run only; the time that it took.
  double train_run(std::size_t run, std::int64_t step);
  /// Tests every run on the test set; false if it was called off before all were tested.
  bool evaluate(const CalledOff& called_off = {});
  /// Whether the networks are so large that copying the runs is worth several threads.
  bool is_worth_threads() const;
};

}  // namespace lfp
