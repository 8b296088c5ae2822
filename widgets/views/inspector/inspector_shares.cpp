#include "widgets/views/inspector/inspector_shares.h"

#include "widgets/style/number_text.h"
#include "widgets/views/names/unit_names.h"

#include <QCoreApplication>
#include <QHash>
#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

struct InspectorSharesWords {
  Q_DECLARE_TR_FUNCTIONS(InspectorView)
};

double largest_share(const ShareList& list) {
  double largest = 0;
  for (const ShareLine& line : list.lines) largest = std::max(largest, std::abs(line.share));
  return largest;
}

/// Sorts by absolute value, largest first, with the entries below the line at the end.
ShareList settled(ShareList list, PartScale scale) {
  list.scale = scale;
  std::vector<double> parts;
  for (const ShareLine& line : list.lines) parts.push_back(line.share);
  std::ranges::stable_sort(list.lines, [](const ShareLine& left, const ShareLine& right) {
    if (left.is_below != right.is_below) return right.is_below;
    return !left.is_below && std::abs(left.share) > std::abs(right.share);
  });
  if (const double rounding = scale.rounding_of(list.sum, parts); rounding != 0)
    list.lines.push_back({.name = InspectorSharesWords::tr("rounding"),
                          .contribution = {},
                          .share = rounding,
                          .input = {},
                          .is_below = true,
                          .is_rounding = true});
  return list;
}

/// Smaller values, relative to the largest share, are rounding errors of single precision.
constexpr double noise = 1e-6;

/// Adds an entry below the line if it is larger than rounding errors; the bias is always added.
void add_below(ShareList& list, const QString& name, double share, std::optional<std::int64_t> input = {}) {
  if (!input && std::abs(share) <= noise * largest_share(list)) return;
  list.lines.push_back({.name = name, .contribution = {}, .share = share, .input = input, .is_below = true});
}

}  // namespace

QString item_title(const Snapshot& snapshot, const InspectedItem& item) {
  return item.input ? connection_title(snapshot, item.layer, item.unit, *item.input)
                    : unit_title(snapshot, item.layer, item.unit);
}

QString unit_words(const Snapshot& snapshot, const InspectedItem& item) {
  return lowered(unit_title(snapshot, item.layer, item.unit));
}

int difference_decimals(double a, double b) {
  constexpr int most = 8;
  const double largest = std::max(std::abs(a), std::abs(b));
  const double difference = std::abs(a - b) > 0.1 * noise * largest ? std::abs(a - b) : 0;
  return std::min(most, std::max(part_decimals(largest), part_decimals(difference)));
}

namespace {

ShareList exact_handed_down(const Snapshot& snapshot, const InspectedItem& item, const UnitInspection& unit) {
  ShareList list;
  list.sum = unit.feedback;
  for (std::size_t at = 0; at < unit.terms.size(); ++at) {
    const auto input = static_cast<std::int64_t>(at);
    ShareLine line{.name = {}, .contribution = {}, .share = unit.terms[at].share, .input = {}};
    if (unit.has_weights) {
      line.name = input_name(snapshot, item.layer, input);
      line.contribution = unit.terms[at].activation * unit.terms[at].weight;
      line.input = input;
    } else {
      line.name = unit_title(snapshot, item.layer - 1, input);
    }
    list.lines.push_back(std::move(line));
  }
  if (unit.bias != 0 || unit.bias_share != 0)
    add_below(list, InspectorSharesWords::tr("bias share"), unit.bias_share, -1);
  add_below(list, InspectorSharesWords::tr("ε leak"), unit.epsilon_leak);
  add_below(list, InspectorSharesWords::tr("past the block"), unit.handed_past);
  add_below(list, InspectorSharesWords::tr("lost, or the rule's own"), unit.rest);
  return list;
}

ShareList exact_received(const Snapshot& snapshot, const Inspection& inspection) {
  const UnitInspection& unit = inspection.unit;
  ShareList list;
  list.sum = unit.past_block;
  int above = inspection.item.layer + 1;
  const auto& layers = snapshot.runs.front().layers;
  while (above + 1 < static_cast<int>(layers.size()) &&
         std::ssize(unit.outgoing) != layers[static_cast<std::size_t>(above)].units)
    ++above;
  for (std::size_t at = 0; at < unit.outgoing.size(); ++at) {
    const OutgoingShare& share = unit.outgoing[at];
    list.lines.push_back({.name = unit_title(snapshot, above, static_cast<std::int64_t>(at)),
                          .contribution = {},
                          .share = share.share,
                          .input = {}});
    list.sum += share.share;
  }
  add_below(list, InspectorSharesWords::tr("past a block"), unit.past_block);
  return list;
}

/// Subtracts lines of the same name; a line may be missing in one of the runs if its share is zero there.
ShareList less(ShareList a, const ShareList& b) {
  QHash<QString, std::size_t> places;
  for (std::size_t at = 0; at < a.lines.size(); ++at) places.insert(a.lines[at].name, at);
  for (const ShareLine& other : b.lines) {
    const auto found = places.constFind(other.name);
    if (found == places.constEnd()) {
      a.lines.push_back(other);
      a.lines.back().share = -other.share;
      continue;
    }
    ShareLine& line = a.lines[*found];
    line.share -= other.share;
    if (line.contribution && other.contribution) *line.contribution -= *other.contribution;
  }
  const int decimals = std::max(part_decimals(largest_share(a)), difference_decimals(a.sum, b.sum));
  a.sum -= b.sum;
  a.has_percents = false;
  return settled(std::move(a), PartScale::with_decimals(decimals));
}

ShareList settled(ShareList list) {
  const PartScale scale = PartScale::of(largest_share(list));
  return settled(std::move(list), scale);
}

}  // namespace

ShareList shares_handed_down(const Snapshot& snapshot, const InspectedItem& item,
                             const UnitInspection& unit) {
  return settled(exact_handed_down(snapshot, item, unit));
}

ShareList shares_received(const Snapshot& snapshot, const Inspection& inspection) {
  return settled(exact_received(snapshot, inspection));
}

ShareList share_differences(const Snapshot& snapshot, const Inspection& a, const Inspection& b,
                            ShareDirection direction) {
  if (direction == ShareDirection::received)
    return less(exact_received(snapshot, a), exact_received(snapshot, b));
  return less(exact_handed_down(snapshot, a.item, a.unit), exact_handed_down(snapshot, b.item, b.unit));
}

}  // namespace lfp
