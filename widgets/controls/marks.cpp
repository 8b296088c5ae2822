#include "widgets/controls/marks.h"

#include <QPainterPath>
#include <QPolygonF>
#include <QtMath>
#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

QPolygonF diamond(const QPointF& centre, double radius) {
  return {{centre + QPointF(0, -radius), centre + QPointF(radius, 0), centre + QPointF(0, radius),
           centre + QPointF(-radius, 0)}};
}

/// Corners alternate between two radii, the first one upwards.
QPolygonF star(const QPointF& centre, int corners, double outer, double inner) {
  QPolygonF points;
  for (int corner = 0; corner < 2 * corners; ++corner) {
    const double angle = M_PI * corner / corners;
    const double radius = corner % 2 == 0 ? outer : inner;
    points << centre + QPointF(radius * std::sin(angle), -radius * std::cos(angle));
  }
  return points;
}

QPolygonF cross(const QPointF& centre, double radius) {
  const double arm = radius * 0.36;
  QPolygonF points;
  for (const auto& [x, y] : {std::pair{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}) {
    // Each quarter: from one arm's end round the inner corner to the next arm's end.
    const bool turns = x == y;
    const QPointF end_x(x * radius, y * arm);
    const QPointF end_y(x * arm, y * radius);
    points << centre + (turns ? end_x : end_y) << centre + QPointF(x * arm, y * arm)
           << centre + (turns ? end_y : end_x);
  }
  return points;
}

/// The six shapes, of about the same area, closed.
QPainterPath shape_of(int shape, const QPointF& centre, double size) {
  const double radius = size / 2.0;
  QPainterPath path;
  switch (shape) {
    case 0:
      path.addEllipse(centre, 0.94 * radius, 0.94 * radius);
      break;
    case 1: {
      const double half = 0.84 * radius;
      path.addRect(QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half));
      break;
    }
    case 2:
      path.addPolygon(star(centre + QPointF(0, 0.14 * size), 3, 1.15 * radius, 0.575 * radius));
      break;
    case 3:
      path.addPolygon(diamond(centre, radius));
      break;
    case 4:
      path.addPolygon(cross(centre, radius));
      break;
    default:
      path.addPolygon(star(centre, 5, 1.1 * radius, 0.45 * radius));
      break;
  }
  path.closeSubpath();
  return path;
}

constexpr int shapes = 6;
constexpr int outlined_shape = 3;

}  // namespace

void paint_diamond(QPainter& painter, const QPointF& centre, double size, const QColor& colour) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  painter.drawPolygon(diamond(centre, size / 2.0));
  painter.restore();
}

void paint_diamond(QPainter& painter, const QPointF& centre, double size, const Theme& theme) {
  paint_diamond(painter, centre, size, theme.flip);
}

void paint_class_mark(QPainter& painter, const QPointF& centre, double size, int class_index,
                      const Theme& theme, MarkFill fill) {
  const int shape = class_index % shapes;
  const QColor colour = theme.class_point[static_cast<std::size_t>(shape)];
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  if (fill == MarkFill::hollow || shape == outlined_shape) {
    const double line = std::max(1.0, size / 6.0);
    painter.setPen(QPen(colour, line, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(shape_of(shape, centre, size - line));
  } else {
    // The outline lies below the fill, so only half of its width is seen.
    painter.strokePath(shape_of(shape, centre, size), QPen(theme.base, std::max(1.0, size / 6.0)));
    painter.fillPath(shape_of(shape, centre, size), colour);
  }
  painter.restore();
}

void paint_hatching(QPainter& painter, const QRectF& area, const Theme& theme) {
  painter.save();
  painter.setClipRect(area, Qt::IntersectClip);
  painter.fillRect(area, theme.alternate_base);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme.control_border, theme.px(2) * M_SQRT1_2));
  // The lines x + y = k * period of the whole canvas, so that neighbouring cells continue one another.
  const double period = theme.px(6) * M_SQRT2;
  const int first = qFloor((area.left() + area.top()) / period);
  const int last = qCeil((area.right() + area.bottom()) / period);
  for (int line = first; line <= last; ++line) {
    const double sum = line * period;
    painter.drawLine(QPointF(sum - area.top() + 2, area.top() - 2),
                     QPointF(sum - area.bottom() - 2, area.bottom() + 2));
  }
  painter.restore();
}

void paint_here_line(QPainter& painter, double x, int top, int bottom, const Theme& theme) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, false);
  const int left = qRound(x);
  painter.fillRect(left, top, theme.px(1), bottom - top + 1, theme.accent);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.accent);
  const double middle = left + theme.px(1) / 2.0;
  const int half = theme.px(4);
  painter.drawPolygon(QPolygonF{QPointF(middle - half, top), QPointF(middle + half, top),
                                QPointF(middle, top + theme.px(6))});
  painter.restore();
}

QColor colour_ahead(const QColor& colour, const Theme& theme) {
  constexpr double part = 0.3;
  return blended(colour, theme.base, part);
}

void paint_difference_bar(QPainter& painter, const QRect& track, double difference, const Theme& theme) {
  const double half = track.width() / 2.0;
  const double middle = track.left() + half;
  painter.fillRect(QRectF(std::min(middle, middle + half * difference), track.top(),
                          half * std::abs(difference), track.height()),
                   difference > 0.0 ? theme.positive : theme.negative);
  painter.fillRect(QRectF(middle, track.top() - 2, 1, track.height() + 4), theme.control_border);
}

}  // namespace lfp
