#pragma once

#include "widgets/views/network/scene/network_scene.h"

#include <vector>

namespace lfp {

/// One edge as the graphics card gets it, in the scene's coordinates.
struct EdgeInstance {
  float from[2];
  float to[2];
  float half_width;
  float colour[3];
};

/// One disc, rectangle or diamond, with a ring inside its border and a halo outside.
struct ShapeInstance {
  float centre[2];
  float half[2];
  float kind;  ///< 0 disc, 1 rectangle, 2 diamond
  float ring_width;
  float halo_width;
  float fill[3];
  float ring[3];
};

std::vector<EdgeInstance> edge_instances(const NetworkScene& scene);
/// Flip marks, then units, in the order of painting.
std::vector<ShapeInstance> shape_instances(const NetworkScene& scene);

}  // namespace lfp
