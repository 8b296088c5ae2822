#pragma once

#include "core/snapshot/snapshot.h"

#include <QString>
#include <vector>

namespace lfp {

/// What one condition is for one run.
struct ConvergenceCell {
  QString number;    ///< "320 of 320"
  QString sentence;  ///< what that means
  bool holds = false;
};

/// One condition for all runs that learn by LFP.
struct ConvergenceRow {
  QString title;
  QString demand;  ///< what the theorem asks for, a sentence
  std::vector<ConvergenceCell> cells;
};

/// The runs (by number) for which the conditions were looked at.
std::vector<std::size_t> convergence_runs(const Snapshot& snapshot);

/// The conditions in their order, with a cell for each of those runs.
std::vector<ConvergenceRow> convergence_rows(const Snapshot& snapshot);

/// "All six conditions hold: each step raises the reward", or how many do not.
QString convergence_verdict(const Convergence& convergence);

/// How often the loss of the next batch was higher than that of the one before: of how many steps. Nothing
/// where steps are no longer kept one by one.
struct LossRises {
  std::int64_t rises = 0;
  std::int64_t steps = 0;
};
std::optional<LossRises> loss_rises(const RunHistory& history);

}  // namespace lfp
