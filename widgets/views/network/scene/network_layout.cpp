#include "widgets/views/network/scene/network_layout.h"

#include "widgets/views/network/scene/network_values.h"

#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

constexpr double smallest_spacing = 8;
constexpr double most_spread = 3.0;  // few units stand at most this part of the height apart
constexpr std::int64_t rows_of_cells = 32;
constexpr std::size_t many_columns = 5;  // more have to stand closer

/// The free place: what is left between captions and legend.
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

void shape_cells(NetworkColumn& column, double cell, const Frame& frame) {
  column.kind = NetworkColumn::Kind::cells;
  column.size = cell;
  const auto rows = std::max<std::int64_t>(1, static_cast<std::int64_t>(frame.height() / cell));
  const std::int64_t least = (column.units + rows - 1) / rows;
  column.columns = least;
  // A few more columns are worth a full last row.
  for (std::int64_t columns = least; columns <= least + least * 2 / 3; ++columns) {
    if (column.units % columns == 0) {
      column.columns = columns;
      break;
    }
  }
}

void shape_image(NetworkColumn& column, const Shape& input, const Frame& frame, double view_width,
                 double image_part, double notes_height) {
  column.kind = NetworkColumn::Kind::image;
  column.columns = input.width;
  const double longest = static_cast<double>(std::max(input.width, input.height));
  // In a low view the image comes first, and notes that it leaves no room for are left out.
  constexpr double least_part_of_height = 0.45;
  const double tallest = std::max(least_part_of_height * frame.height(), frame.height() - notes_height);
  const double most = std::min(view_width * image_part, frame.height());
  const double side = std::max(40.0, std::min(view_width * image_part, tallest));
  // Whole screen pixels for every pixel, where there is room for them.
  column.size = side >= longest ? std::floor(side / longest) : side / longest;
  // From the last row of a lecture room a smaller one is not seen.
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

/// Between the last column and what is written beside it.
double read_out_gap(const NetworkPlan& plan, const Theme& theme) {
  return theme.px(plan.class_marks ? 30 : 12);
}

/// Room right of the last column for names and numbers.
double read_out_width(const NetworkPlan& plan, const NetworkColumn& outputs, const Theme& theme) {
  if (outputs.kind != NetworkColumn::Kind::discs) return theme.px(64);
  const double numbers = plan.one_sample ? std::max(plan.name_width, 1.0 * theme.px(30)) + theme.px(128)
                                         : std::max(plan.name_width, 1.0 * theme.px(60)) + theme.px(8);
  return read_out_gap(plan, theme) + numbers + theme.px(10);
}

double left_margin(const NetworkColumn& input, double view_width, const Theme& theme) {
  switch (input.kind) {
    case NetworkColumn::Kind::image:
      return theme.px(19);
    case NetworkColumn::Kind::cells:
      return theme.px(24);
    case NetworkColumn::Kind::discs:
      break;
  }
  return std::clamp(view_width * 0.105, 1.0 * theme.px(40), 1.0 * theme.px(80));
}

/// Chooses each column's shape, with cells of that side.
void shape_columns(std::vector<NetworkColumn>& columns, const NetworkPlan& plan, double cell,
                   const Frame& frame, double view_width, double notes_height, const Theme& theme) {
  for (std::size_t at = 0; at < columns.size(); ++at) {
    NetworkColumn& column = columns[at];
    column.layer = plan.layers[at];
    column.units = plan.sizes[at];
    if (at == 0 && plan.input.is_image()) {
      const double image_part = columns.size() > many_columns ? 0.22 : 0.305;
      shape_image(column, plan.input, frame, view_width, image_part, notes_height);
      continue;
    }
    shape_discs(column, at == 0 || is_output(plan, at), frame, theme);
    const bool too_many =
        column.units > most_discs || (column.units > 1 && column.spacing < smallest_spacing * theme.zoom);
    if (too_many) shape_cells(column, cell, frame);
  }
}

/// What is left between two columns; negative if they do not fit.
double gap_between(const std::vector<NetworkColumn>& columns, double width) {
  for (const NetworkColumn& column : columns) width -= width_of(column);
  return width / static_cast<double>(std::max<std::size_t>(1, columns.size() - 1));
}

/// After an image there is a number to write, and there are no edges.
double gap_after_image(const std::vector<NetworkColumn>& columns, double gap, const Theme& theme) {
  const bool is_image = columns.front().kind == NetworkColumn::Kind::image;
  return is_image && columns.size() > 2 ? std::max(gap, 1.0 * theme.px(54)) : gap;
}

void place_columns(std::vector<NetworkColumn>& columns, const Frame& frame, double gap, const Theme& theme) {
  const double first_gap = gap_after_image(columns, gap, theme);
  if (columns.size() > 2) gap -= (first_gap - gap) / static_cast<double>(columns.size() - 2);
  double x = frame.left;
  const double middle = (frame.top + frame.bottom) / 2.0;
  for (NetworkColumn& column : columns) {
    const double height = height_of(column);
    double y = middle - height / 2.0;
    if (column.kind == NetworkColumn::Kind::image) y = frame.top;
    if (column.kind != NetworkColumn::Kind::discs) {
      x = std::round(x);
      y = std::round(y);
    }
    column.area = QRectF(x, y, width_of(column), height);
    x += width_of(column) + (column.layer == input_layer ? first_gap : gap);
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

  const bool has_headings = is_image || plan.one_sample;
  Frame frame{};
  frame.top = has_headings ? theme.px(48) : theme.px(32);
  frame.bottom = layout.legend.top() - theme.px(2) - (has_note_line ? line : 0.0);
  const double notes_height = theme.px(6) + (plan.one_sample ? 6.0 : 3.0) * line;

  layout.columns.resize(plan.sizes.size());
  auto& columns = layout.columns;
  double cell = std::clamp(std::floor(frame.height() / rows_of_cells), 9.0 * theme.zoom, 20.0 * theme.zoom);
  const double least_gap = theme.px(plan.sizes.size() > many_columns ? 30 : 44);
  double gap = 0.0;
  for (;; cell -= 1.0) {
    shape_columns(columns, plan, cell, frame, size.width(), notes_height, theme);
    frame.left = left_margin(columns.front(), size.width(), theme);
    frame.right = size.width() - read_out_width(plan, columns.back(), theme);
    gap = gap_between(columns, frame.right - frame.left);
    if (gap >= least_gap || cell <= 3.0) break;
  }
  layout.gap = gap;
  place_columns(columns, frame, gap, theme);

  layout.read_out_left = columns.back().area.right() + read_out_gap(plan, theme);
  layout.read_out_right = size.width() - theme.px(10);

  const QRectF& input = columns.front().area;
  layout.notes = is_image
                     ? QRectF(input.left(), input.bottom() + theme.px(6), input.width() + gap * 0.9,
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
  // Where it is too low for discs, the strongest edges alone are drawn between cells, and a note says so.
  return has_cells ? lay_out(plan, size, theme, true) : layout;
}

}  // namespace lfp
