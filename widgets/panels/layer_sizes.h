#pragma once

#include "core/network/shape.h"
#include "core/training/experiment.h"

#include <cstdint>
#include <vector>

namespace lfp {

/// What a layer makes of what arrives at it.
struct LayerSize {
  Shape input;
  Shape output;
  std::int64_t parameters = 0;
};

/// The layers of a network for inputs of that shape, in order; it ends before the first one that does not
/// fit.
std::vector<LayerSize> layer_sizes(const NetworkSpec& network, const Shape& input);

}  // namespace lfp
