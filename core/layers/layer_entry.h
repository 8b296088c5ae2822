#pragma once

#include "core/base/registry.h"
#include "core/base/shape.h"

#include <functional>
#include <memory>
#include <vector>

namespace lfp {

class Layer;

/// The place of a layer: what arrives there, and how errors name it.
struct LayerPlace {
  Shape input;
  std::vector<Shape> inputs;  ///< what arrives at each layer before it and at itself, from the first
  std::int64_t steps = 1;     ///< time steps, for layers that spike
  bool is_in_time = false;    ///< each row of the input is one time step already
  std::string place;          ///< "network.layers[1]"
};

/// A registered kind of layer: `{"kind": name, ...}`. `make` throws Error where the layer cannot stand there.
struct LayerEntry {
  EntryInfo info;
  bool has_activation = true;  ///< an activation may follow within the same layer
  bool has_rule = true;        ///< a rule decides how it hands feedback down
  std::function<std::unique_ptr<Layer>(const Settings&, const LayerPlace&)> make;
};

/// In the order of layers.def.
const std::vector<LayerEntry>& layer_entries();

}  // namespace lfp
