#pragma once

#include "widgets/views/network/scene/network_camera.h"
#include "widgets/views/network/scene/network_maps.h"
#include "widgets/views/network/scene/network_scene.h"

#include <optional>

namespace lfp {

/// The animation of a phase.
struct NetworkPulse {
  bool is_on = false;
  PhaseKind kind = PhaseKind::forward;
  int layer = 0;  ///< the layer whose edges it moves along
  int layers = 0;
  double part = 0;  ///< progress of the animation, 0 .. 1
};

/// What a canvas shows. The view owns it, changes it and then notifies its canvas.
struct NetworkStage {
  NetworkScene scene;
  NetworkCamera camera;
  NetworkItem hovered;
  NetworkItem selected;
  std::optional<SeenWindow> window;  ///< of the hovered channel, otherwise of the selected one
  NetworkPulse pulse;
  bool has_keyboard = false;
};

}  // namespace lfp
