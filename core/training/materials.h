#pragma once

#include "core/data/dataset.h"
#include "core/network/known_weights.h"
#include "core/snapshot/run_history.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace lfp {

using RunLog = std::vector<std::shared_ptr<const LogRow>>;

/// The weights that the runs of an experiment start from, by run.
struct KnownRuns {
  std::vector<std::shared_ptr<const KnownWeights>> weights;  ///< empty: the initialiser draws all of them
  /// Where an experiment was trained first: the log of that, with steps and epochs that count up to 0.
  std::vector<RunLog> past;
};

/// What an experiment needs besides what it says: its data and, where it names some, the weights to start
/// from.
struct Materials {
  /// Only data: without weights that the experiment names, the initialiser draws all of them.
  template <class Data>
  Materials(std::shared_ptr<Data> data) : dataset(std::move(data)) {}  // NOLINT(google-explicit-constructor)
  Materials() = default;

  /// Null where the run's weights are drawn. A run that was added since has those of the last.
  std::shared_ptr<const KnownWeights> known_for(std::size_t run) const { return of_run(known.weights, run); }
  /// The log of the training that its known weights come from; empty where they don't.
  RunLog past_of(std::size_t run) const { return of_run(known.past, run); }

  std::shared_ptr<const Dataset> dataset;
  KnownRuns known;

 private:
  template <class Each>
  static Each of_run(const std::vector<Each>& each, std::size_t run) {
    return each.empty() ? Each{} : each[std::min(run, each.size() - 1)];
  }
};

}  // namespace lfp
