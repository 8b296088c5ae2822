#pragma once

#include <QPointF>
#include <QSizeF>
#include <QTransform>

namespace lfp {

/// Determines which part of a scene is on screen, and how large.
struct NetworkCamera {
  double zoom = 1.0;
  QPointF offset;

  QTransform transform() const { return QTransform::fromTranslate(offset.x(), offset.y()).scale(zoom, zoom); }
  QPointF to_scene(const QPointF& place) const { return (place - offset) / zoom; }
  QPointF to_screen(const QPointF& place) const { return place * zoom + offset; }
  bool is_home() const { return zoom == 1.0 && offset.isNull(); }

  /// Returns the camera zoomed by that many wheel notches, within limits, with `place` fixed on screen.
  NetworkCamera zoomed(const QPointF& place, double notches) const;
  /// Returns the camera moved just enough that part of a scene of this size stays in mid-screen.
  NetworkCamera kept_over(const QSizeF& scene) const;
};

}  // namespace lfp
