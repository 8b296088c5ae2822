#pragma once

#include "core/data/dataset.h"
#include "core/network/network.h"
#include "core/snapshot/fit_snapshot.h"

namespace lfp {

/// The outputs over the range of one feature or two. Keeps its room.
class FitScan {
 public:
  /// Whether there are one or two features, and values to learn from them.
  static bool is_for(const Dataset& dataset);
  /// `resolution` places along each of two features, four times as many along a single one. For data that it
  /// is for, and one architecture.
  FitSnapshot scan(const Network& network, const Dataset& dataset, int resolution);

 private:
  Trace trace_;
};

}  // namespace lfp
