#pragma once

#include "widgets/views/network/scene/network_camera.h"
#include "widgets/views/network/scene/network_maps.h"
#include "widgets/views/network/scene/network_scene.h"

#include <optional>

namespace lfp {

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
  std::optional<SeenWindow> window;  ///< of the channel hovered over, else of the selected one
  NetworkPulse pulse;
  bool has_keyboard = false;
};

}  // namespace lfp
