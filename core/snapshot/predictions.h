#pragma once

#include <cstdint>
#include <vector>

namespace lfp {

/// What a run makes of every sample of a split, in order.
struct Predictions {
  std::vector<std::int32_t> predicted;  ///< class
  std::vector<float> probability;       ///< softmax of that class
};

}  // namespace lfp
