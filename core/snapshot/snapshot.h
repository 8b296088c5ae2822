#pragma once

#include "core/data/dataset.h"
#include "core/experiment/experiment.h"
#include "core/snapshot/interest.h"
#include "core/snapshot/position.h"
#include "core/snapshot/run_snapshot.h"
#include "core/snapshot/time_range.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lfp {

/// All that views may know, immutable. `generation` grows whenever training starts anew (another experiment,
/// a reset) or the runs are others (a fork), so that views can drop what they have cached.
struct Snapshot {
  std::uint64_t generation = 0;
  std::shared_ptr<const Experiment> experiment;
  std::shared_ptr<const Dataset> dataset;
  Position position;
  std::optional<TimeRange> time;  ///< where the past is kept
  /// While a batch is walked sample by sample: its samples (of the training set), and which one is shown.
  std::vector<std::int32_t> batch;
  std::optional<std::int64_t> batch_cursor;
  bool running = false;
  bool finished = false;  ///< the experiment's own stop was reached
  /// What is told of the test set is of this very step. A pause is shown first and evaluated then.
  bool evaluated = true;
  bool repeatable =
      true;  ///< false once a run was changed after step 0: the experiment alone no longer leads here
  double steps_per_second = 0;
  Interest interest;      ///< what this snapshot was made for
  std::string signature;  ///< hash of the parameters of all runs; empty while running
  std::vector<RunSnapshot> runs;
};

using SnapshotPointer = std::shared_ptr<const Snapshot>;

}  // namespace lfp
