#include "widgets/views/boundary_picture.h"

#include "widgets/controls/marks.h"

#include <QTransform>
#include <algorithm>

namespace lfp {

namespace {

const QColor& area_colour(const Theme& theme, int label) {
  return theme.class_area[static_cast<std::size_t>(label) % theme.class_area.size()];
}

double mark_size(const QRectF& square, std::int64_t count, const Theme& theme) {
  // Smaller where there are many or the square is small, but never so small that shapes cannot be told apart.
  const double wanted = count > 400 ? 6.0 : 7.0;
  return std::clamp(square.width() / 36.0, 4.5, wanted) * theme.zoom;
}

}  // namespace

QPointF boundary_pixel(const BoundarySnapshot& boundary, const QRectF& square, QPointF input) {
  const double x = (input.x() - boundary.x_low) / (boundary.x_high - boundary.x_low);
  const double y = (input.y() - boundary.y_low) / (boundary.y_high - boundary.y_low);
  return {square.left() + x * square.width(), square.bottom() - y * square.height()};
}

QPointF boundary_input(const BoundarySnapshot& boundary, const QRectF& square, QPointF pixel) {
  const double x = (pixel.x() - square.left()) / square.width();
  const double y = (square.bottom() - pixel.y()) / square.height();
  return {boundary.x_low + x * (boundary.x_high - boundary.x_low),
          boundary.y_low + y * (boundary.y_high - boundary.y_low)};
}

void paint_boundary_areas(QPainter& painter, const QRectF& square, const BoundaryRegions& regions,
                          const Theme& theme) {
  const QTransform place(square.width(), 0, 0, square.height(), square.left(), square.top());
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(square, area_colour(theme, regions.backdrop));
  for (const BoundaryRegions::Region& region : regions.regions) {
    painter.fillPath(place.map(region.area), area_colour(theme, region.label));
  }
  painter.setPen(QPen(blended(theme.text, theme.base, 0.85), theme.zoom));
  for (const QPolygonF& contour : regions.contours) painter.drawPolyline(place.map(contour));
  painter.restore();
}

void paint_boundary_points(QPainter& painter, const QRectF& square, const BoundarySnapshot& boundary,
                           const Dataset& dataset, BoundaryPoints points, const Theme& theme) {
  const auto paint = [&](const Samples& samples, MarkFill fill) {
    const std::int64_t shown = std::min(samples.count(), most_boundary_points);
    const double size = mark_size(square, shown, theme);
    for (std::int64_t i = 0; i < shown; ++i) {
      const std::int64_t sample = i * samples.count() / shown;
      const auto input = samples.input(sample);
      const QPointF pixel = boundary_pixel(boundary, square, {input[0], input[1]});
      paint_class_mark(painter, pixel, size, samples.labels[static_cast<std::size_t>(sample)], theme, fill);
    }
  };
  painter.save();
  painter.setClipRect(square, Qt::IntersectClip);
  if (points != BoundaryPoints::test) paint(dataset.train, MarkFill::filled);
  if (points != BoundaryPoints::training) {
    paint(dataset.test, points == BoundaryPoints::both ? MarkFill::hollow : MarkFill::filled);
  }
  painter.restore();
}

}  // namespace lfp
