#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/style/part_scale.h"

#include <QString>
#include <cstdint>
#include <optional>
#include <vector>

namespace lfp {

/// A row of the inspector's bars: one input's share, or what stands below the line (bias, ε, the rest).
struct ShareLine {
  QString name;
  std::optional<double> contribution;  ///< a_i w_ji
  double share = 0;                    ///< in full precision
  std::optional<std::int64_t> input;   ///< the connection that a click chooses; -1: the bias
  bool is_below = false;               ///< below the line
  bool is_rounding = false;            ///< what the digits shown of the other lines lack of the sum's
};

/// Shares of one neuron's feedback, sorted by size: each is its own value, shown correctly rounded. Where the
/// digits shown do not add up to those of the sum, a last line holds the difference.
struct ShareList {
  std::vector<ShareLine> lines;
  double sum = 0;  ///< in full precision
  PartScale scale;
  bool has_percents = true;  ///< of the sum; a difference has none that means anything
};

/// How many decimals show two numbers and how they differ, be it little.
int difference_decimals(double a, double b);

/// "Layer 1 · neuron 15 → layer 2 · neuron 4", "Layer 2 · neuron 4", "Layer 2 · neuron 4 · bias".
QString item_title(const Snapshot& snapshot, const InspectedItem& item);
/// The neuron it belongs to, inside a sentence: "layer 2 · neuron 4".
QString unit_words(const Snapshot& snapshot, const InspectedItem& item);

/// What the neuron of `item` hands to its inputs, as it is or as it would be.
ShareList shares_handed_down(const Snapshot& snapshot, const InspectedItem& item, const UnitInspection& unit);
/// What the neuron gets from each unit above.
ShareList shares_received(const Snapshot& snapshot, const Inspection& inspection);
enum class ShareDirection { handed_down, received };
/// A's shares less B's, which add up to the difference of the neuron's feedback.
ShareList share_differences(const Snapshot& snapshot, const Inspection& a, const Inspection& b,
                            ShareDirection direction);

}  // namespace lfp
