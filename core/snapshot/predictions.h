#pragma once

#include <cstdint>
#include <vector>

namespace lfp {

/// A run's predictions for every sample of a split, in order: classes or, for regression, values.
struct Predictions {
  std::vector<std::int32_t> predicted;  ///< classes; empty for regression
  std::vector<float> probability;       ///< softmax of that class
  std::int64_t outputs = 0;             ///< values per sample in `values`
  std::vector<float> values;            ///< regression: [samples x outputs], normalised like the targets
  std::vector<float> error;             ///< regression: root mean square of outputs minus targets, per sample
};

}  // namespace lfp
