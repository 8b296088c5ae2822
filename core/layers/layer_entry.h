#pragma once

#include "core/base/registry.h"
#include "core/network/shape.h"

#include <functional>
#include <memory>
#include <vector>

namespace lfp {

class Layer;

/// A registered kind of layer: `{"kind": name, ...}`. `make` gets the shape arriving and throws Error at
/// `place` where the layer cannot take it.
struct LayerEntry {
  EntryInfo info;
  bool has_parameters = true;
  std::function<std::unique_ptr<Layer>(const Shape& input, const Settings&, const std::string& place)> make;
};

/// In the order of layers.def.
const std::vector<LayerEntry>& layer_entries();

}  // namespace lfp
