#pragma once

#include "core/snapshot/snapshot.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lfp::test {

/// Everything that a snapshot can hold, so that a view finds what it shows.
Interest everything();

/// What make_snapshot() makes. The same recipe gives the same numbers; another number of steps gives another
/// moment of the same training.
struct SnapshotRecipe {
  std::vector<std::int64_t> sizes{2, 16, 16, 3};  ///< inputs, then the units of each layer
  std::size_t runs = 2;                           ///< LFP-epsilon first, then gradient descent
  std::int64_t steps = 400;
  std::int64_t samples = 60;  ///< in the test set, and twice as many in the training set
  Interest interest = everything();
  bool running = false;
  bool raster = true;  ///< RunHistory::raster is recorded
  std::uint64_t seed = 1;
  std::uint64_t generation = 1;
};

/// A plausible snapshot with made-up but deterministic numbers: real training costs too much for tests of
/// drawing. The chosen sample's walk is exact for the weights; everything else only looks like training.
SnapshotPointer make_snapshot(const SnapshotRecipe& recipe = {});

}  // namespace lfp::test
