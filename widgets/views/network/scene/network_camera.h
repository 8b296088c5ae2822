#pragma once

#include <QPointF>
#include <QSizeF>
#include <QTransform>

namespace lfp {

/// Which part of a scene is on screen, and how large.
struct NetworkCamera {
  double zoom = 1.0;
  QPointF offset;

  QTransform transform() const { return QTransform::fromTranslate(offset.x(), offset.y()).scale(zoom, zoom); }
  QPointF to_scene(const QPointF& place) const { return (place - offset) / zoom; }
  QPointF to_screen(const QPointF& place) const { return place * zoom + offset; }
  bool is_home() const { return zoom == 1.0 && offset.isNull(); }

  /// Nearer by so many notches of a wheel, within limits; what is at `place` on the screen stays there.
  NetworkCamera zoomed(const QPointF& place, double notches) const;
  /// Moved just so far that some of a scene of this size stays in the middle of the screen.
  NetworkCamera kept_over(const QSizeF& scene) const;
};

}  // namespace lfp
