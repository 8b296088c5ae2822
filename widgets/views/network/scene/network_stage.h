#pragma once

#include "widgets/views/network/scene/network_scene.h"

#include <QPointF>
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
};

/// A phase on its way through the picture.
struct NetworkPulse {
  bool is_on = false;
  PhaseKind kind = PhaseKind::forward;
  int layer = 0;  ///< whose edges it runs along
  int layers = 0;
  double part = 0;  ///< 0 .. 1 of the motion
};

/// What a canvas shows: the view's own data, which it changes and then announces to its canvas.
struct NetworkStage {
  NetworkScene scene;
  NetworkCamera camera;
  NetworkItem hovered;
  NetworkItem selected;
  NetworkPulse pulse;
  bool has_keyboard = false;
};

}  // namespace lfp
