#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/style/part_scale.h"

#include <QString>
#include <cstdint>
#include <optional>
#include <vector>

namespace lfp {

/// One bar in the inspector: an input's share, or an entry below the line (bias, ε, the rest).
struct ShareLine {
  QString name;
  std::optional<double> contribution;  ///< a_i w_ji
  double share = 0;                    ///< in full precision
  std::optional<std::int64_t> input;   ///< the connection chosen by a click; -1: the bias
  bool is_below = false;               ///< below the line
  bool is_rounding = false;            ///< difference between the sum's digits and those of the other lines
};

/// Shares of one neuron's feedback, sorted by size and each correctly rounded. If the digits shown do not add
/// up to those of the sum, a last line holds the difference.
struct ShareList {
  std::vector<ShareLine> lines;
  double sum = 0;  ///< in full precision
  PartScale scale;
  bool has_percents = true;  ///< of the sum; meaningless for a difference
};

/// Returns how many decimals show two numbers and their difference, even if it is small.
int difference_decimals(double a, double b);

/// Returns "Layer 1 · neuron 15 → layer 2 · neuron 4", "Layer 2 · neuron 4" or "Layer 2 · neuron 4 · bias".
QString item_title(const Snapshot& snapshot, const InspectedItem& item);
/// Names the item's neuron for use within a sentence: "layer 2 · neuron 4".
QString unit_words(const Snapshot& snapshot, const InspectedItem& item);

/// Returns what the item's neuron hands down to its inputs, with the real or the edited numbers.
ShareList shares_handed_down(const Snapshot& snapshot, const InspectedItem& item, const UnitInspection& unit);
/// Returns what the neuron receives from each unit above.
ShareList shares_received(const Snapshot& snapshot, const Inspection& inspection);
enum class ShareDirection { handed_down, received };
/// Returns A's shares minus B's; they add up to the difference of the neuron's feedback.
ShareList share_differences(const Snapshot& snapshot, const Inspection& a, const Inspection& b,
                            ShareDirection direction);

}  // namespace lfp
