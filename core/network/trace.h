#pragma once

#include "core/base/scalar.h"

#include <vector>

namespace lfp {

/// What one layer keeps of one pass up and down, all [batch x features].
struct LayerTrace {
  Matrix output;
  /// What leaves the layer at its input on the way down (feedback, or the gradient baseline's delta). Empty
  /// for layers that hand it on unchanged.
  Matrix feedback;
};

/// What a network keeps of one forward pass over one batch, and of the distribution that follows. Its sizes
/// are fixed when it is made (Network::make_trace), so that passes do not allocate.
struct Trace {
  Matrix input;
  std::vector<LayerTrace> layers;
  Matrix output_feedback;  ///< what starts the way down
};

}  // namespace lfp
