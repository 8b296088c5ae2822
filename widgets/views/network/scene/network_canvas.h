#pragma once

#include "widgets/views/network/scene/network_stage.h"

#include <QWidget>

namespace lfp {

/// The surface that shows a stage. It passes all input on to the view around it.
class NetworkCanvas {
 public:
  virtual ~NetworkCanvas() = default;
  virtual QWidget& widget() = 0;
  /// The scene or the camera has changed: prepares it and repaints.
  virtual void scene_changed() = 0;
  /// Only the item under the mouse has changed.
  virtual void overlay_changed() = 0;
};

/// Draws with QPainter, with edges from a cached image. `stage` has to outlive it; `parent` owns it.
NetworkCanvas* make_raster_canvas(const NetworkStage& stage, QWidget* parent);

}  // namespace lfp
