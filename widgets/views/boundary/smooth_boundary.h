#pragma once

#include "core/snapshot/boundary_snapshot.h"

#include <cstdint>
#include <vector>

namespace lfp {

/// Averages predictions over the plane so that the eye can follow them: if single training steps change a
/// prediction back and forth, it shows the most frequent one over about 0.3 s.
class SmoothBoundary {
 public:
  /// Returns the average including the newest prediction among `classes`; `now` is in milliseconds.
  BoundarySnapshot follow(const BoundarySnapshot& newest, std::int64_t classes, std::int64_t now);
  void reset() { scores_.clear(); }

 private:
  std::vector<float> scores_;  // [cells x classes]
  std::int64_t shown_at_ = 0;
};

}  // namespace lfp
