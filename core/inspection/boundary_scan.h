#pragma once

#include "core/data/dataset.h"
#include "core/network/network.h"
#include "core/snapshot/boundary_snapshot.h"

namespace lfp {

/// The square of the input plane around the data, without predictions.
BoundarySnapshot square_around(const Dataset& dataset);

/// Predictions over a square of the input plane around the data. Keeps its room.
class BoundaryScan {
 public:
  /// `resolution` cells a side. For planar data only, and one architecture.
  BoundarySnapshot scan(const Network& network, const Dataset& dataset, int resolution);

 private:
  Trace trace_;
};

}  // namespace lfp
