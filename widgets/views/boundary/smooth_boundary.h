#pragma once

#include "core/snapshot/boundary_snapshot.h"

#include <cstdint>
#include <vector>

namespace lfp {

/// Predictions over the plane as the eye can follow them: where single steps of running training turn the
/// prediction to and fro, what it was most of the time over about 0.3 s.
class SmoothBoundary {
 public:
  /// The newest prediction among `classes`; `now` in milliseconds.
  BoundarySnapshot follow(const BoundarySnapshot& newest, std::int64_t classes, std::int64_t now);
  void reset() { scores_.clear(); }

 private:
  std::vector<float> scores_;  // [cells x classes]
  std::int64_t shown_at_ = 0;
};

}  // namespace lfp
