#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/views/export/export_work.h"

#include <cstddef>
#include <vector>

namespace lfp {

/// Which runs a table is made of, in which layer, from 0.
struct WeightTable {
  SnapshotPointer snapshot;
  std::vector<std::size_t> runs;
  bool is_difference = false;
  int layer = 0;
};

/// The weights of a layer as a table, a row a weight; of the difference A's numbers less B's and whether
/// their signs are unlike. Null where the snapshot lacks them.
ExportWork weight_table(const WeightTable& wanted);

/// A row for each weight of a layer that has flipped; of the difference in A or in B. Null where none has.
ExportWork flipped_weights_table(const WeightTable& wanted);

/// A row for each recorded step and layer with weights, whichever `layer` is: flips to positive and to
/// negative, or what A has more of them than B.
ExportWork flips_over_time_table(const WeightTable& wanted);

}  // namespace lfp
