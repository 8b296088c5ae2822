#pragma once

#include <cstdint>
#include <vector>

namespace lfp {

/// What a run makes of every sample of a split, in order: classes, or values.
struct Predictions {
  std::vector<std::int32_t> predicted;  ///< class; empty for values
  std::vector<float> probability;       ///< softmax of that class
  std::int64_t outputs = 0;             ///< a sample in `values`
  std::vector<float> values;            ///< regression: [samples x outputs], normalised as the targets are
  std::vector<float> error;             ///< for values: root mean square of a sample's outputs minus targets
};

}  // namespace lfp
