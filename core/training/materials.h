#pragma once

#include "core/data/dataset.h"
#include "core/network/known_weights.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace lfp {

/// What an experiment needs besides what it says: its data and, where it names some, the weights to start
/// from.
struct Materials {
  /// Only data: without weights that the experiment names, the initialiser draws all of them.
  template <class Data>
  Materials(std::shared_ptr<Data> data) : dataset(std::move(data)) {}  // NOLINT(google-explicit-constructor)
  Materials() = default;

  /// Null where the run's weights are drawn. A run that was added since has those of the last.
  std::shared_ptr<const KnownWeights> known_for(std::size_t run) const {
    return known.empty() ? nullptr : known[std::min(run, known.size() - 1)];
  }

  std::shared_ptr<const Dataset> dataset;
  std::vector<std::shared_ptr<const KnownWeights>> known;  ///< by run
};

}  // namespace lfp
