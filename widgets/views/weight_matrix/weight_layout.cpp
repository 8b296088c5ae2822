#include "widgets/views/weight_matrix/weight_layout.h"

#include <QFontMetrics>
#include <algorithm>
#include <cmath>

namespace lfp {

namespace {

// A matrix leaves its usual place only if its cells become this much larger.
constexpr double worth_stacking = 1.2;
constexpr double worth_lying = 1.5;
// From this size on cells are whole pixels, so that their frames are sharp.
constexpr double whole_pixels = 4.0;

double snapped(double cell) {
  return cell >= whole_pixels ? std::floor(cell) : cell;
}

// Where a stretch of `size` starts within a frame: in the middle if it fits, else so that the part `centre`
// of it is in the middle and no gap opens at an end.
double start_of(double size, double frame_start, double frame_size, double centre) {
  if (size <= frame_size) return frame_start + std::floor((frame_size - size) / 2.0);
  const double wanted = frame_start + frame_size / 2.0 - centre * size;
  return std::round(std::clamp(wanted, frame_start + frame_size - size, frame_start));
}

}  // namespace

WeightLayout::WeightLayout(const QRect& area, std::size_t panes, const Shape& shape, const MatrixZoom& zoom,
                           const Theme& theme)
    : shape_(shape),
      gap_(theme.px(14)),
      header_(QFontMetrics(theme.bold()).height() + theme.px(6)),
      label_(QFontMetrics(theme.small()).height() + theme.px(3)),
      largest_(theme.px(56)),
      thinnest_(theme.px(4)),
      narrowest_header_(theme.px(212)) {
  const int line = QFontMetrics(theme.small()).height() + theme.px(4);
  QRect inner = area.adjusted(theme.px(8), theme.px(4), -theme.px(8), -theme.px(4));
  footer_ = QRect(inner.left(), inner.bottom() - line + 1, inner.width(), line);
  inner.setBottom(footer_.top() - theme.px(4));
  if (panes == 0 || shape.units == 0 || shape.inputs == 0 || inner.width() < label_ ||
      inner.height() < header_)
    return;

  arrange(inner, panes);
  cell_ = snapped(fitted_cell_);
  if (zoom.factor > 1.0)
    cell_ = std::max(cell_, snapped(std::min<double>(fitted_cell_ * zoom.factor, largest_)));
  inner = tightened(inner, panes);
  for (const QRect& pane : split(inner, per_row_, panes)) panes_.push_back(place(pane, zoom));
  // The legend stays close to its matrices.
  int bottom = 0;
  for (const Pane& pane : panes_)
    bottom = std::max({bottom, pane.frame.bottom(), static_cast<int>(std::ceil(pane.bias.bottom()))});
  footer_.moveTop(std::min(footer_.top(), bottom + theme.px(8)));
}

std::vector<QRect> WeightLayout::split(const QRect& area, int per_row, std::size_t panes) const {
  std::vector<QRect> result;
  const int count = static_cast<int>(panes);
  const int rows = (count + per_row - 1) / per_row;
  const int width = (area.width() - gap_ * (per_row - 1)) / per_row;
  const int height = (area.height() - gap_ / 2 * (rows - 1)) / rows;
  for (int i = 0; i < count; ++i)
    result.emplace_back(area.left() + i % per_row * (width + gap_),
                        area.top() + i / per_row * (height + gap_ / 2), width, height);
  return result;
}

// Rows keep the same distance from each other as from the ends.
QRect WeightLayout::tightened(const QRect& area, std::size_t panes) const {
  const int rows = (static_cast<int>(panes) + per_row_ - 1) / per_row_;
  if (rows < 2) return area;
  const int spare = split(area, per_row_, panes).front().height() - header_ -
                    static_cast<int>(std::ceil(plane(cell_, lying_).size.height()));
  const int margin = std::max(0, spare) / (rows + 1);
  return area.adjusted(0, margin, 0, -margin);
}

QSize WeightLayout::room(const QRect& pane) const {
  return {std::max(1, pane.width() - label_), std::max(1, pane.height() - header_)};
}

WeightLayout::Plane WeightLayout::plane(double cell, bool lying) const {
  const auto across = static_cast<double>(lying ? shape_.units : shape_.inputs);
  const auto down = static_cast<double>(lying ? shape_.inputs : shape_.units);
  Plane plane;
  plane.matrix = QSizeF(across * cell, down * cell);
  plane.size = plane.matrix;
  if (!shape_.has_bias) return plane;
  plane.strip = std::max<double>(cell, thinnest_);
  plane.gap = std::max<double>(std::floor(cell / 2.0), thinnest_);
  if (lying) {
    plane.size.rheight() += plane.gap + plane.strip;
  } else {
    plane.size.rwidth() += plane.gap + plane.strip;
  }
  return plane;
}

double WeightLayout::fitting_cell(const QSize& room, bool lying) const {
  const auto across = static_cast<double>(lying ? shape_.units : shape_.inputs);
  const auto down = static_cast<double>(lying ? shape_.inputs : shape_.units);
  const double apart = shape_.has_bias ? 1.5 : 0.0;  // gap and bias in cells, where cells are large
  double cell = std::min(room.width() / (across + (lying ? 0.0 : apart)),
                         room.height() / (down + (lying ? apart : 0.0)));
  const Plane found = plane(cell, lying);
  const double most_across = (room.width() - (found.size.width() - found.matrix.width())) / across;
  const double most_down = (room.height() - (found.size.height() - found.matrix.height())) / down;
  cell = std::min({cell, most_across, most_down});
  return std::clamp<double>(cell, 0.01, largest_);
}

void WeightLayout::arrange(const QRect& area, std::size_t panes) {
  double best = 0.0;
  for (const bool lying : {false, true}) {
    for (int per_row = static_cast<int>(panes); per_row >= 1; --per_row) {
      const bool stacked = per_row < static_cast<int>(panes);
      const QRect pane = split(area, per_row, panes).front();
      if (stacked && pane.height() < 2 * header_) continue;
      const double cell = fitting_cell(room(pane), lying);
      const double worth = cell / ((stacked ? worth_stacking : 1.0) * (lying ? worth_lying : 1.0));
      const auto rows_with = [panes](int columns) {
        return (static_cast<int>(panes) + columns - 1) / columns;
      };
      // Two and two rather than three and one.
      const bool is_fuller = worth == best && lying == lying_ && rows_with(per_row) == rows_with(per_row_);
      if (worth <= best && !is_fuller) continue;
      best = worth;
      fitted_cell_ = cell;
      lying_ = lying;
      per_row_ = per_row;
    }
  }
}

WeightLayout::Pane WeightLayout::place(const QRect& area, const MatrixZoom& zoom) const {
  const Plane plane = this->plane(cell_, lying_);
  const QSize space = room(area);
  const double width = std::min<double>(plane.size.width(), space.width());
  const double height = std::min<double>(plane.size.height(), space.height());
  // Header, label and matrix stay together and are centred as one.
  const int left = area.left() + label_ + static_cast<int>((space.width() - width) / 2.0);
  const int top = area.top() + static_cast<int>((space.height() - height) / 2.0);
  Pane pane;
  pane.frame =
      QRect(left, top + header_, static_cast<int>(std::ceil(width)), static_cast<int>(std::ceil(height)));
  pane.label = QRect(left - label_, pane.frame.top(), label_, pane.frame.height());
  const QPointF corner(start_of(plane.size.width(), pane.frame.left(), width, zoom.centre.x()),
                       start_of(plane.size.height(), pane.frame.top(), height, zoom.centre.y()));
  pane.matrix = QRectF(corner, plane.matrix);
  if (shape_.has_bias) {
    pane.bias = lying_
                    ? QRectF(corner.x(), pane.matrix.bottom() + plane.gap, plane.matrix.width(), plane.strip)
                    : QRectF(pane.matrix.right() + plane.gap, corner.y(), plane.strip, plane.matrix.height());
  }
  // The header spans the matrix; over a narrow one it reaches out to both sides.
  const int visible = static_cast<int>(std::min<double>(pane.matrix.width(), pane.frame.width()));
  const int header_width = std::min(area.width(), std::max(visible, narrowest_header_));
  const int header_left =
      std::clamp(left + (visible - header_width) / 2, area.left(), area.right() + 1 - header_width);
  pane.header = QRect(header_left, top, header_width, header_);
  return pane;
}

QRectF WeightLayout::area_of(std::size_t pane, const WeightCell& cell) const {
  const Pane& at = panes_[pane];
  const double unit = static_cast<double>(cell.unit) * cell_;
  const double input = static_cast<double>(cell.input) * cell_;
  if (cell.input == shape_.inputs) {
    return lying_ ? QRectF(at.bias.left() + unit, at.bias.top(), cell_, at.bias.height())
                  : QRectF(at.bias.left(), at.bias.top() + unit, at.bias.width(), cell_);
  }
  return lying_ ? QRectF(at.matrix.left() + unit, at.matrix.top() + input, cell_, cell_)
                : QRectF(at.matrix.left() + input, at.matrix.top() + unit, cell_, cell_);
}

std::optional<std::size_t> WeightLayout::pane_at(const QPointF& point) const {
  for (std::size_t i = 0; i < panes_.size(); ++i) {
    if (QRectF(panes_[i].frame).contains(point)) return i;
  }
  return std::nullopt;
}

std::optional<WeightCell> WeightLayout::cell_at(std::size_t pane, const QPointF& point) const {
  const Pane& at = panes_[pane];
  const bool is_bias = !at.bias.isEmpty() && at.bias.contains(point);
  if (!is_bias && !at.matrix.contains(point)) return std::nullopt;
  const auto column =
      std::min(static_cast<std::int64_t>((point.x() - at.matrix.left()) / cell_), columns() - 1);
  const auto row = std::min(static_cast<std::int64_t>((point.y() - at.matrix.top()) / cell_), rows() - 1);
  if (is_bias) return WeightCell{lying_ ? column : row, shape_.inputs};
  return lying_ ? WeightCell{column, row} : WeightCell{row, column};
}

MatrixZoom WeightLayout::zoomed(const MatrixZoom& zoom, std::size_t pane, const QPointF& point,
                                double factor) const {
  const double most = std::max(1.0, largest_ / fitted_cell_);
  MatrixZoom result;
  result.factor = std::clamp(zoom.factor * factor, 1.0, most);
  const Pane& at = panes_[pane];
  const QRectF whole = at.matrix.united(at.bias);
  const double grown = result.factor / zoom.factor;
  const QPointF middle = QRectF(at.frame).center();
  const QPointF place((point.x() - whole.left()) / whole.width(), (point.y() - whole.top()) / whole.height());
  // `place` stays under the point: its distance from the middle, in parts of the whole, shrinks by the
  // growth.
  result.centre = {place.x() - (point.x() - middle.x()) / (whole.width() * grown),
                   place.y() - (point.y() - middle.y()) / (whole.height() * grown)};
  return result;
}

MatrixZoom WeightLayout::dragged(const MatrixZoom& zoom, const QPointF& by) const {
  const Pane& at = panes_.front();
  const QRectF whole = at.matrix.united(at.bias);
  // Dragging starts from where the matrix really lies, so that dragging beyond its ends has no effect to
  // undo.
  const QPointF middle = QRectF(at.frame).center();
  const QPointF centre((middle.x() - whole.left() - by.x()) / whole.width(),
                       (middle.y() - whole.top() - by.y()) / whole.height());
  return {zoom.factor, centre};
}

}  // namespace lfp
