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

/// Everything that the views may know, immutable. `generation` grows whenever training starts anew (another
/// experiment, a reset) or the set of runs changes (a fork), so that views can discard cached data.
struct Snapshot {
  std::uint64_t generation = 0;
  std::shared_ptr<const Experiment> experiment;
  std::shared_ptr<const Dataset> dataset;
  Position position;
  std::optional<TimeRange> time;  ///< the range of steps to go back to, if a history is kept
  /// While a batch is stepped through sample by sample: its training samples, and which of them is shown.
  std::vector<std::int32_t> batch;
  std::optional<std::int64_t> batch_cursor;
  bool running = false;
  bool finished = false;  ///< the experiment's own stopping condition was reached
  /// Whether the test results belong to this very step: a pause is shown first and evaluated afterwards.
  bool evaluated = true;
  bool repeatable =
      true;  ///< false once a run was changed after step 0: the experiment alone does not lead to this state
  double steps_per_second = 0;
  Interest interest;      ///< the contents that this snapshot was made for
  std::string signature;  ///< hash of the parameters of all runs; empty while running
  std::vector<RunSnapshot> runs;
};

using SnapshotPointer = std::shared_ptr<const Snapshot>;

}  // namespace lfp
