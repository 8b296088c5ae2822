#pragma once

#include "widgets/views/network/scene/network_stage.h"

#include <QWidget>

namespace lfp {

/// The surface that shows a stage. It lets all input through to the view around it.
class NetworkCanvas {
 public:
  virtual ~NetworkCanvas() = default;
  virtual QWidget& widget() = 0;
  /// The scene or the camera is another one: prepare it and repaint.
  virtual void scene_changed() = 0;
  /// Only what is hovered over has changed.
  virtual void overlay_changed() = 0;
};

/// Draws with QPainter, the edges from an image made beforehand. `stage` outlives it; owned by `parent`.
NetworkCanvas* make_raster_canvas(const NetworkStage& stage, QWidget* parent);

}  // namespace lfp
