#pragma once

#include "core/snapshot/table.h"

#include <vector>

namespace lfp {

/// The response of each neuron over a square of the input plane: its activation, or the feedback that arrives
/// at it if each point has the label of the nearest training sample.
struct UnitPlanes {
  int resolution = 0;
  bool is_feedback = false;
  /// Per layer [units x cells]; the cells are in row-major order, starting with the row of smallest y.
  std::vector<Table> layers;
};

}  // namespace lfp
