#include "widgets/views/samples/sample_grid.h"

#include <QFontMetrics>
#include <algorithm>

namespace lfp {

SampleGrid SampleGrid::of_tiles(const QRect& area, const Theme& theme, int scroll, int least_width) {
  const int side = theme.px(tile_side);
  SampleGrid result;
  result.area = area.adjusted(theme.px(10), theme.px(8), -theme.px(6), 0);
  result.columns = std::max(1, result.area.width() / (std::max(side, least_width) + theme.px(8)));
  result.cell_width = result.area.width() / result.columns;
  result.row_height = side + QFontMetrics(theme.small()).height() + theme.px(10);
  result.scroll = scroll;
  return result;
}

SampleGrid SampleGrid::of_rows(const QRect& area, const Theme& theme, int scroll) {
  SampleGrid result;
  result.row_height = QFontMetrics(theme.small()).height() + theme.px(8);
  result.area = area.adjusted(theme.px(6), result.row_height, -theme.px(4), 0);
  result.cell_width = std::max(1, result.area.width());
  result.scroll = scroll;
  return result;
}

QRect SampleGrid::cell(std::int64_t place) const {
  const auto row = static_cast<int>(place / columns);
  const auto column = static_cast<int>(place % columns);
  return {area.left() + column * cell_width, area.top() + row * row_height - scroll, cell_width, row_height};
}

std::optional<std::int64_t> SampleGrid::place_at(const QPoint& point, std::int64_t count) const {
  if (!area.contains(point)) return std::nullopt;
  const std::int64_t row = (point.y() - area.top() + scroll) / row_height;
  const std::int64_t column = (point.x() - area.left()) / cell_width;
  const std::int64_t place = row * columns + column;
  if (column >= columns || place >= count) return std::nullopt;
  return place;
}

std::int64_t SampleGrid::height_of(std::int64_t count) const {
  return (count + columns - 1) / columns * row_height;
}

}  // namespace lfp
