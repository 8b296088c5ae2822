#pragma once

#include "core/snapshot/table.h"

#include <vector>

namespace lfp {

/// What each neuron answers over a square of the input plane: its activation, or the feedback that arrives at
/// it where a point there has the label of the nearest training sample.
struct UnitPlanes {
  int resolution = 0;
  bool is_feedback = false;
  /// Per layer [units x cells]; cells row after row, the row with the smallest y first.
  std::vector<Table> layers;
};

}  // namespace lfp
