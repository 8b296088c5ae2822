#include "widgets/views/boundary/boundary_picture.h"

#include "widgets/controls/marks.h"
#include "widgets/controls/run_badge.h"
#include "widgets/style/number_text.h"
#include "widgets/views/runs/run_grid.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QImage>
#include <QPen>
#include <QTransform>
#include <algorithm>

namespace lfp {

namespace {

/// Darkness of the areas where two runs predict differently.
constexpr double unlike_ink = 0.45;

const QColor& area_colour(const Theme& theme, int label) {
  return theme.class_area[static_cast<std::size_t>(label) % theme.class_area.size()];
}

double mark_size(const QRectF& square, std::int64_t count, const Theme& theme) {
  // Points are smaller if there are many or the square is small, but stay large enough to show their shapes.
  const double wanted = count > 400 ? 6.0 : 7.0;
  return std::clamp(square.width() / 36.0, 4.5, wanted) * theme.zoom;
}

QTransform place_in(const QRectF& square) {
  return {square.width(), 0, 0, square.height(), square.left(), square.top()};
}

/// Returns an image with the class colour of every pixel, without lines between classes.
QImage classes_of(const BoundaryRegions& regions, const QSize& size) {
  const auto colour = [](int label) { return QColor(label & 0xFF, (label >> 8) & 0xFF, 0xFF); };
  QImage image(size, QImage::Format_RGB32);
  image.fill(colour(regions.backdrop));
  QPainter painter(&image);
  const QTransform place = place_in(QRectF(QPointF(0, 0), QSizeF(size)));
  for (const BoundaryRegions::Region& region : regions.regions)
    painter.fillPath(place.map(region.area), colour(region.label));
  return image;
}

/// Returns an image in `colour` where the two runs predict differently and transparent elsewhere.
QImage unlike_pixels(const BoundaryRegions& a, const BoundaryRegions& b, const QSize& size,
                     const QColor& colour) {
  const QImage one = classes_of(a, size);
  const QImage other = classes_of(b, size);
  QImage image(size, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::transparent);
  for (int y = 0; y < size.height(); ++y)
    for (int x = 0; x < size.width(); ++x)
      if (one.pixel(x, y) != other.pixel(x, y)) image.setPixel(x, y, colour.rgb());
  return image;
}

void paint_areas(QPainter& painter, const QRectF& square, const BoundaryRegions& regions,
                 const Theme& theme) {
  const QTransform place = place_in(square);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(square, area_colour(theme, regions.backdrop));
  for (const BoundaryRegions::Region& region : regions.regions)
    painter.fillPath(place.map(region.area), area_colour(theme, region.label));
}

void paint_contours(QPainter& painter, const QRectF& square, const BoundaryRegions& regions,
                    const QPen& pen) {
  painter.setPen(pen);
  for (const QPolygonF& contour : regions.contours) painter.drawPolyline(place_in(square).map(contour));
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
  painter.save();
  paint_areas(painter, square, regions, theme);
  paint_contours(painter, square, regions, QPen(blended(theme.text, theme.base, 0.85), theme.zoom));
  painter.restore();
}

bool has_boundary_difference(const Snapshot& snapshot) {
  return snapshot.runs.size() > 1 && snapshot.runs[0].boundary && snapshot.runs[1].boundary;
}

void paint_boundary_difference(QPainter& painter, const QRectF& square, const Snapshot& snapshot,
                               const Theme& theme) {
  if (!has_boundary_difference(snapshot)) return;
  const BoundaryRegions a = boundary_regions(*snapshot.runs[0].boundary);
  const BoundaryRegions b = boundary_regions(*snapshot.runs[1].boundary);
  // Drawn with twice the pixels, so that edges are sharp in figures and on high-resolution screens.
  const QSize size = (2.0 * square.size()).toSize();
  painter.save();
  paint_areas(painter, square, a, theme);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.drawImage(square, unlike_pixels(a, b, size, blended(theme.text, theme.base, unlike_ink)));
  paint_contours(painter, square, b, run_line_pen(1, theme));
  paint_contours(painter, square, a, run_line_pen(0, theme));
  painter.restore();
}

double unlike_fraction(const Snapshot& snapshot) {
  if (!has_boundary_difference(snapshot)) return 0.0;
  const BoundarySnapshot& a = *snapshot.runs[0].boundary;
  const BoundarySnapshot& b = *snapshot.runs[1].boundary;
  const std::size_t cells = std::min(a.predicted.size(), b.predicted.size());
  std::size_t unlike = 0;
  for (std::size_t cell = 0; cell < cells; ++cell) unlike += a.predicted[cell] != b.predicted[cell] ? 1U : 0U;
  return cells > 0 ? static_cast<double>(unlike) / static_cast<double>(cells) : 0.0;
}

void paint_unlike_heading(QPainter& painter, const QRect& area, const Snapshot& snapshot,
                          const Theme& theme) {
  const QString value = percent_text(unlike_fraction(snapshot));
  const QString words = QCoreApplication::translate("Boundary", "%1 unlike").arg(value);
  const int room = area.width() - QFontMetrics(theme.bold()).horizontalAdvance(words) - theme.px(50);
  paint_difference_heading(painter, area, room > 0 ? words : value, theme);
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
