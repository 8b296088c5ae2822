#pragma once

#include <QString>
#include <vector>

namespace lfp {

enum class PlotScale { linear, logarithmic };

/// From `low` to `high`, low < high; on a logarithmic scale both above zero.
struct PlotRange {
  double low = 0.0;
  double high = 1.0;
  double size() const { return high - low; }
  bool contains(double value) const { return low <= value && value <= high; }
  bool operator==(const PlotRange&) const = default;
};

struct PlotTick {
  double at = 0.0;
  QString label;
};

/// What the numbers along an axis are.
enum class PlotUnit {
  number,   ///< as they are
  percent,  ///< fractions, shown times 100
  count     ///< whole numbers: no ticks between them, thousands as "k" from 10,000 on
};

/// At most `most` ticks (at least 2) at multiples of 1, 2 or 5 times a power of ten, labelled as briefly as
/// they can be told apart.
std::vector<PlotTick> linear_ticks(PlotRange range, int most, PlotUnit unit = PlotUnit::number);
/// Powers of ten, or where fewer than two of them lie in the range 1, 2 and 5 times these.
std::vector<PlotTick> logarithmic_ticks(PlotRange range, int most);

}  // namespace lfp
