#include "core/layers/layer_entry.h"

namespace lfp {

#define LAYER(entry) LayerEntry entry();
#include "core/layers/layers.def"
#undef LAYER

const std::vector<LayerEntry>& layer_entries() {
  static const std::vector<LayerEntry> entries = {
#define LAYER(entry) entry(),
#include "core/layers/layers.def"
#undef LAYER
  };
  return entries;
}

}  // namespace lfp
