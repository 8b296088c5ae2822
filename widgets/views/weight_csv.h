#pragma once

#include "core/training/snapshot.h"

#include <QString>
#include <cstddef>
#include <vector>

namespace lfp {

/// The weights of a layer as a table, a row a weight, of the runs named; of the difference A's numbers less
/// B's and whether their signs are unlike. "" where the snapshot lacks them.
QString weight_csv(const Snapshot& snapshot, const std::vector<std::size_t>& runs, bool is_difference,
                   int layer);

/// A row for each weight of a layer that has flipped; of the difference in A or in B.
QString flipped_weights_csv(const Snapshot& snapshot, const std::vector<std::size_t>& runs,
                            bool is_difference, int layer);

/// A row for each recorded step and layer with weights: flips to positive and to negative, or what A has more
/// of them than B.
QString flips_over_time_csv(const Snapshot& snapshot, const std::vector<std::size_t>& runs,
                            bool is_difference);

}  // namespace lfp
