#include "core/inspection/feature_range.h"

#include <algorithm>

namespace lfp {

FeatureRange feature_range(const Dataset& dataset, std::size_t feature) {
  FeatureRange range;
  bool is_first = true;
  for (const Samples* samples : {&dataset.train, &dataset.test}) {
    for (std::int64_t i = 0; i < samples->count(); ++i) {
      const float value = samples->input(i)[feature];
      range.low = is_first ? value : std::min(range.low, value);
      range.high = is_first ? value : std::max(range.high, value);
      is_first = false;
    }
  }
  return range;
}

}  // namespace lfp
