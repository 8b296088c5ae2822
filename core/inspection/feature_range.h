#pragma once

#include "core/data/dataset.h"

#include <cstddef>

namespace lfp {

/// The smallest and the largest number of something.
struct FeatureRange {
  float low = 0;
  float high = 0;

  float size() const { return high - low; }
  float middle() const { return (low + high) / 2; }
  /// The middle of one of `count` equal parts.
  float place(int index, int count) const {
    return low + (static_cast<float>(index) + 0.5F) / static_cast<float>(count) * size();
  }
};

/// Of a feature over both splits.
FeatureRange feature_range(const Dataset& dataset, std::size_t feature);

}  // namespace lfp
