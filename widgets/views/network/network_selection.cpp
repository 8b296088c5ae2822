#include "widgets/views/network/network_selection.h"

#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

/// Returns the unit at the same relative height in a column of another size.
std::int64_t same_height(std::int64_t unit, std::int64_t from_units, std::int64_t to_units) {
  if (from_units <= 1) return (to_units - 1) / 2;
  const double part = static_cast<double>(unit) / static_cast<double>(from_units - 1);
  return std::llround(part * static_cast<double>(to_units - 1));
}

}  // namespace

NetworkItem network_item(const Snapshot& snapshot, const InspectedItem& inspected) {
  const bool is_edge = inspected.input.value_or(-1) >= 0 &&
                       draws_edges(snapshot, static_cast<std::size_t>(std::max(0, inspected.layer)));
  return {.kind = is_edge ? NetworkItem::Kind::edge : NetworkItem::Kind::unit,
          .layer = inspected.layer,
          .unit = inspected.unit,
          .input = is_edge ? *inspected.input : 0};
}

std::optional<InspectedItem> inspected_item(const NetworkItem& item) {
  if (item.kind == NetworkItem::Kind::unit) return InspectedItem{.layer = item.layer, .unit = item.unit};
  if (item.kind == NetworkItem::Kind::edge)
    return InspectedItem{.layer = item.layer, .unit = item.unit, .input = item.input};
  return std::nullopt;
}

std::optional<NetworkItem> next_item(const NetworkLayout& layout, const NetworkItem& selected, int key) {
  const auto& columns = layout.columns;
  if (columns.size() < 2) return std::nullopt;
  NetworkItem next{.kind = NetworkItem::Kind::unit, .layer = 0, .unit = 0};
  if (!selected) return next;
  const std::size_t from = layout.column_of(selected.layer);
  std::size_t to = from;
  if (key == Qt::Key_Left && from > 0) --to;
  if (key == Qt::Key_Right) to = std::min(from + 1, columns.size() - 1);
  const std::int64_t row = columns[from].kind == NetworkColumn::Kind::image ? columns[from].columns : 1;
  next.layer = columns[to].layer;
  next.unit = selected.unit;
  if (key == Qt::Key_Up) next.unit -= row;
  if (key == Qt::Key_Down) next.unit += row;
  if (to != from) next.unit = same_height(next.unit, columns[from].units, columns[to].units);
  next.unit = std::clamp<std::int64_t>(next.unit, 0, columns[to].units - 1);
  return next;
}

}  // namespace lfp
