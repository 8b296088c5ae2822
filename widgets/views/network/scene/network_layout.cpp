#include "widgets/views/network/scene/network_layout.h"

#include "widgets/views/network/scene/network_values.h"

#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

constexpr double smallest_spacing = 8;
constexpr double most_spread = 3.0;  // a few units are at most this fraction of the height apart
constexpr std::int64_t rows_of_cells = 32;
constexpr std::size_t many_columns = 5;  // more columns use smaller gaps
/// Columns with a smaller gap cannot be told apart, in pixels at 100 %.
constexpr double least_gap_to_see = 36;
/// Sides of feature maps with their gap, in pixels at 100 %; smaller ones are drawn as cells instead.
constexpr double largest_map = 76;
constexpr double smallest_map = 17;
/// Beside cells of a usual size, maps are not made smaller than this: the cells shrink first.
constexpr double usual_map = 44;
constexpr double usual_cell = 12;
constexpr double smallest_cell_beside_maps = 6;  // in screen pixels
constexpr double least_width_for_answers = 360;
constexpr double map_gap = 4;
constexpr double gap_beside_maps = 16;  // small because no edges are drawn there
constexpr double range_line = 16;       // height below the maps of a layer

/// The space between captions and legend.
struct Frame {
  double left, right, top, bottom;
  double height() const { return bottom - top; }
};

bool is_output(const NetworkPlan& plan, std::size_t column) {
  return column + 1 == plan.sizes.size();
}

bool leaves_out_edges(const NetworkPlan& plan) {
  for (std::size_t at = 0; at + 1 < plan.sizes.size(); ++at) {
    const bool has_cells = plan.sizes[at] > most_discs || plan.sizes[at + 1] > most_discs;
    if (has_cells || plan.sizes[at] * plan.sizes[at + 1] > most_weights_drawn_whole) return true;
  }
  return false;
}

void shape_discs(NetworkColumn& column, bool is_end, const Frame& frame, const Theme& theme) {
  column.kind = NetworkColumn::Kind::discs;
  const double largest = theme.px(is_end ? 24 : 18);
  const double span = frame.height() - largest;
  const auto steps = static_cast<double>(std::max<std::int64_t>(1, column.units - 1));
  column.spacing = std::min(span / steps, span / most_spread);
  column.size = std::clamp(column.spacing - theme.px(2), 3.0, largest);
  if (column.units == 1) column.size = largest;
}

/// Chooses the number of columns for squares with that side.
void shape_grid(NetworkColumn& column, double side, double height) {
  column.size = side;
  const auto rows = std::max<std::int64_t>(1, static_cast<std::int64_t>(height / side));
  const std::int64_t least = (column.units + rows - 1) / rows;
  column.columns = least;
  // Adds a few more columns if that makes the last row full.
  for (std::int64_t columns = least; columns <= least + least * 2 / 3; ++columns) {
    if (column.units % columns == 0) {
      column.columns = columns;
      break;
    }
  }
}

void shape_cells(NetworkColumn& column, double cell, const Frame& frame) {
  column.kind = NetworkColumn::Kind::cells;
  shape_grid(column, cell, frame.height());
}

/// Outputs that make up an image are in its rows, with cells as large as its height and `cell` allow.
void shape_image_outputs(NetworkColumn& column, const Shape& image, double cell, const Frame& frame) {
  column.kind = NetworkColumn::Kind::cells;
  column.columns = image.width;
  const double most = frame.height() / static_cast<double>(image.height);
  column.size = std::min(cell, most >= 1.0 ? std::floor(most) : most);
}

void shape_maps(NetworkColumn& column, const Shape& map, double side, const Frame& frame,
                const Theme& theme) {
  column.kind = NetworkColumn::Kind::maps;
  column.map = map;
  shape_grid(column, side, frame.height() - theme.px(range_line));
  double scale = (side - theme.px(map_gap)) / static_cast<double>(std::max(map.height, map.width));
  // Rounds to whole pixels per place if that makes the map only a little smaller.
  constexpr double worth_it = 0.8;
  if (std::floor(scale) >= worth_it * scale) scale = std::floor(scale);
  column.map_size = {std::max(1.0, std::round(static_cast<double>(map.width) * scale)),
                     std::max(1.0, std::round(static_cast<double>(map.height) * scale))};
}

void shape_image(NetworkColumn& column, const Shape& input, const Frame& frame, double view_width,
                 double image_part, double notes_height) {
  column.kind = NetworkColumn::Kind::image;
  column.columns = input.width;
  const double longest = static_cast<double>(std::max(input.width, input.height));
  // In a low view the image takes priority; notes that do not fit below it are left out.
  constexpr double least_part_of_height = 0.45;
  const double tallest = std::max(least_part_of_height * frame.height(), frame.height() - notes_height);
  const double most = std::min(view_width * image_part, frame.height());
  const double side = std::max(40.0, std::min(view_width * image_part, tallest));
  // Uses whole screen pixels for every image pixel if there is room for them.
  column.size = side >= longest ? std::floor(side / longest) : side / longest;
  // A smaller image could not be seen from the last row of a lecture hall.
  constexpr double least_side = 160;
  const double seen = std::ceil(least_side / longest);
  if (seen * longest <= most) column.size = std::max(column.size, seen);
}

double width_of(const NetworkColumn& column) {
  return column.kind == NetworkColumn::Kind::discs ? column.size
                                                   : column.size * static_cast<double>(column.columns);
}

double height_of(const NetworkColumn& column) {
  if (column.kind == NetworkColumn::Kind::discs)
    return column.size + column.spacing * static_cast<double>(column.units - 1);
  const std::int64_t rows = (column.units + column.columns - 1) / column.columns;
  return column.size * static_cast<double>(rows);
}

/// Returns the gap between the last column and the texts beside it.
double read_out_gap(const NetworkPlan& plan, const Theme& theme) {
  return theme.px(plan.class_marks ? 30 : 12);
}

/// Returns the width right of the last column for names and numbers.
double read_out_width(const NetworkPlan& plan, const NetworkColumn& outputs, bool has_answers,
                      const Theme& theme) {
  if (outputs.kind != NetworkColumn::Kind::discs) return theme.px(64);
  const double numbers =
      plan.one_sample ? std::max(plan.name_width, 1.0 * theme.px(30)) + theme.px(has_answers ? 128 : 70)
                      : std::max(plan.name_width, 1.0 * theme.px(60)) + theme.px(8);
  return read_out_gap(plan, theme) + numbers + theme.px(10);
}

double left_margin(const NetworkColumn& input, double view_width, const Theme& theme) {
  switch (input.kind) {
    case NetworkColumn::Kind::image:
      return theme.px(19);
    case NetworkColumn::Kind::cells:
    case NetworkColumn::Kind::maps:
      return theme.px(24);
    case NetworkColumn::Kind::discs:
      break;
  }
  return std::clamp(view_width * 0.105, 1.0 * theme.px(40), 1.0 * theme.px(80));
}

/// The sides of cells and maps; a map side of 0 draws channels as cells.
struct Sides {
  double cell = 0;
  double map = 0;
};

/// Chooses the kind and size of each column.
void shape_columns(std::vector<NetworkColumn>& columns, const NetworkPlan& plan, const Sides& sides,
                   const Frame& frame, double view_width, double notes_height, const Theme& theme) {
  for (std::size_t at = 0; at < columns.size(); ++at) {
    NetworkColumn& column = columns[at];
    column.layer = plan.layers[at];
    column.units = plan.sizes[at];
    if (at == 0 && plan.input.is_image()) {
      const double image_part = columns.size() > many_columns ? 0.225 : 0.305;
      shape_image(column, plan.input, frame, view_width, image_part, notes_height);
      continue;
    }
    if (plan.maps[at].channels > 0 && sides.map > 0) {
      shape_maps(column, plan.maps[at], sides.map, frame, theme);
      continue;
    }
    if (is_output(plan, at) && plan.image_outputs.is_image() && column.units > most_discs) {
      shape_image_outputs(column, plan.image_outputs, sides.cell, frame);
      continue;
    }
    shape_discs(column, at == 0 || is_output(plan, at), frame, theme);
    const bool too_many =
        column.units > most_discs || (column.units > 1 && column.spacing < smallest_spacing * theme.zoom);
    if (too_many) shape_cells(column, sides.cell, frame);
  }
}

/// Returns equal gaps between columns, except for a wider first one after an image, where a number is written
/// instead of edges. Negative if the columns do not fit.
std::vector<double> even_gaps(const std::vector<NetworkColumn>& columns, double width, const Theme& theme) {
  for (const NetworkColumn& column : columns) width -= width_of(column);
  const std::size_t count = columns.size() - 1;
  if (count == 0) return {};
  double gap = width / static_cast<double>(count);
  const bool is_image = columns.front().kind == NetworkColumn::Kind::image && count > 1;
  const bool has_room_for_number = is_image && gap > theme.px(least_gap_to_see);
  const double first = has_room_for_number ? std::max(gap, 1.0 * theme.px(54)) : gap;
  if (count > 1) gap -= (first - gap) / static_cast<double>(count - 1);
  std::vector<double> gaps(count, gap);
  gaps.front() = first;
  return gaps;
}

/// Returns the gaps if channels are drawn as maps, which allow smaller gaps beside them: the minimum gap plus
/// an equal part of the remaining width. Empty if the columns do not fit.
std::vector<double> gaps_beside_maps(const std::vector<NetworkColumn>& columns, double width,
                                     double least_gap, const Theme& theme) {
  std::vector<double> gaps;
  for (std::size_t at = 0; at + 1 < columns.size(); ++at) {
    const bool is_beside =
        columns[at].kind == NetworkColumn::Kind::maps || columns[at + 1].kind == NetworkColumn::Kind::maps;
    gaps.push_back(is_beside ? theme.px(gap_beside_maps) : least_gap);
    width -= gaps.back();
  }
  for (const NetworkColumn& column : columns) width -= width_of(column);
  if (width < 0) return {};
  for (double& gap : gaps) gap += width / static_cast<double>(gaps.size());
  return gaps;
}

void place_columns(std::vector<NetworkColumn>& columns, const Frame& frame, const std::vector<double>& gaps,
                   const Theme& theme) {
  double x = frame.left;
  const double middle = (frame.top + frame.bottom) / 2.0;
  for (std::size_t at = 0; at < columns.size(); ++at) {
    NetworkColumn& column = columns[at];
    const double height = height_of(column);
    double y = middle - height / 2.0;
    if (column.kind == NetworkColumn::Kind::maps) y -= theme.px(range_line) / 2.0;
    if (column.kind == NetworkColumn::Kind::image) y = frame.top;
    if (column.kind != NetworkColumn::Kind::discs) {
      x = std::round(x);
      y = std::round(y);
    }
    column.area = QRectF(x, y, width_of(column), height);
    x += width_of(column) + (at < gaps.size() ? gaps[at] : 0.0);
  }
}

/// Chooses shapes that leave gaps between the columns: with the largest possible maps first, then the largest
/// cells. Returns the gaps.
std::vector<double> fit_columns(NetworkLayout& layout, const NetworkPlan& plan, Frame& frame,
                                double notes_height, const Theme& theme) {
  auto& columns = layout.columns;
  const bool has_maps = std::ranges::any_of(plan.maps, [](const Shape& map) { return map.channels > 0; });
  const double least_gap = theme.px(plan.sizes.size() > many_columns ? 30 : 44);
  const double largest_cell =
      std::clamp(std::floor(frame.height() / rows_of_cells), 9.0 * theme.zoom, 20.0 * theme.zoom);
  Sides sides{.cell = largest_cell, .map = has_maps ? 1.0 * theme.px(largest_map) : 0.0};
  for (;;) {
    shape_columns(columns, plan, sides, frame, layout.size.width(), notes_height, theme);
    frame.left = left_margin(columns.front(), layout.size.width(), theme);
    frame.right = layout.size.width() - read_out_width(plan, columns.back(), layout.has_answers, theme);
    const double width = frame.right - frame.left;
    if (sides.map > 0) {
      const auto gaps = gaps_beside_maps(columns, width, least_gap, theme);
      layout.map_side = sides.map;
      if (!gaps.empty()) return gaps;
      // Maps shrink first, then cells, down to a usual size and then further; maps are given up last.
      const bool are_maps_large = sides.map - 1.0 >= theme.px(usual_map);
      const bool are_cells_large = sides.cell - 1.0 >= usual_cell * theme.zoom;
      if (!are_maps_large && are_cells_large)
        sides.cell -= 1.0;
      else if (sides.map - 1.0 >= theme.px(smallest_map))
        sides.map -= 1.0;
      else if (sides.cell - 1.0 >= smallest_cell_beside_maps)
        sides.cell -= 1.0;
      else
        sides = {.cell = largest_cell, .map = 0.0};
      continue;
    }
    double rest = width;
    for (const NetworkColumn& column : columns) rest -= width_of(column);
    const double gap = rest / static_cast<double>(std::max<std::size_t>(1, columns.size() - 1));
    layout.map_side = 0;
    layout.is_close = gap < theme.px(least_gap_to_see);
    if (gap >= least_gap || sides.cell <= 3.0) return even_gaps(columns, width, theme);
    sides.cell -= 1.0;
  }
}

}  // namespace

QPointF NetworkColumn::centre(std::int64_t unit) const {
  if (kind == Kind::discs)
    return {area.center().x(), area.top() + size / 2.0 + spacing * static_cast<double>(unit)};
  const double column = static_cast<double>(unit % columns) + 0.5;
  const double row = static_cast<double>(unit / columns) + 0.5;
  return area.topLeft() + QPointF(column * size, row * size);
}

QPointF NetworkColumn::entry(std::int64_t unit) const {
  const QPointF middle = centre(unit);
  return kind == Kind::discs ? middle : QPointF(area.left() - 1.0, middle.y());
}

QPointF NetworkColumn::exit(std::int64_t unit) const {
  const QPointF middle = centre(unit);
  return kind == Kind::discs ? middle : QPointF(area.right() + 1.0, middle.y());
}

QRectF NetworkColumn::unit_area(std::int64_t unit) const {
  const QSizeF shown = kind == Kind::maps ? map_size : QSizeF(size, size);
  const QPointF corner = centre(unit) - QPointF(shown.width() / 2.0, shown.height() / 2.0);
  return {kind == Kind::maps ? QPointF(std::round(corner.x()), std::round(corner.y())) : corner, shown};
}

std::size_t NetworkLayout::column_of(int layer) const {
  std::size_t found = 0;
  for (std::size_t at = 0; at < columns.size(); ++at)
    if (columns[at].layer <= layer) found = at;
  return found;
}

namespace {

NetworkLayout lay_out(const NetworkPlan& plan, const QSizeF& size, const Theme& theme, bool has_note_line) {
  const bool is_image = plan.input.is_image();
  const double line = theme.px(18);
  NetworkLayout layout;
  layout.size = size;
  layout.caption_y = theme.px(16);
  layout.heading_y = theme.px(35);
  layout.legend =
      QRectF(theme.px(10), size.height() - theme.px(28), size.width() - theme.px(20), theme.px(24));

  layout.has_answers = size.width() >= theme.px(least_width_for_answers);
  const bool has_headings = is_image || plan.one_sample;
  Frame frame{};
  frame.top = has_headings ? theme.px(48) : theme.px(32);
  frame.bottom = layout.legend.top() - theme.px(2) - (has_note_line ? line : 0.0);
  const double notes_height = theme.px(6) + (plan.one_sample ? 6.0 : 3.0) * line;

  layout.columns.resize(plan.sizes.size());
  auto& columns = layout.columns;
  const auto gaps = fit_columns(layout, plan, frame, notes_height, theme);
  place_columns(columns, frame, gaps, theme);

  layout.read_out_left = columns.back().area.right() + read_out_gap(plan, theme);
  layout.read_out_right = size.width() - theme.px(10);

  const QRectF& input = columns.front().area;
  const double gap =
      gaps.empty() ? 0.0 : std::max(0.0, std::min(gaps.front() * 0.9, gaps.front() - theme.px(8)));
  layout.notes = is_image
                     ? QRectF(input.left(), input.bottom() + theme.px(6), input.width() + gap,
                              frame.bottom - input.bottom() - theme.px(6))
                     : QRectF(layout.legend.left(), frame.bottom + theme.px(2), layout.legend.width(), line);
  return layout;
}

}  // namespace

NetworkLayout lay_out(const NetworkPlan& plan, const QSizeF& size, const Theme& theme) {
  if (plan.input.is_image()) return lay_out(plan, size, theme, false);
  if (plan.one_sample || leaves_out_edges(plan)) return lay_out(plan, size, theme, true);
  NetworkLayout layout = lay_out(plan, size, theme, false);
  const bool has_cells = std::ranges::any_of(
      layout.columns, [](const NetworkColumn& column) { return column.kind == NetworkColumn::Kind::cells; });
  // If the view is too low for discs, cells are used, and a note says that weak edges are not drawn.
  return has_cells ? lay_out(plan, size, theme, true) : layout;
}

}  // namespace lfp
