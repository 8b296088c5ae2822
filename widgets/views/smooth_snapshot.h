#pragma once

#include "core/snapshot/snapshot.h"

#include <cstdint>
#include <optional>

namespace lfp {

/// Snapshots of running training as the eye can follow them: feedback and activations are moving averages
/// over about 0.3 s. While training is paused every number is exact.
class SmoothSnapshot {
 public:
  /// The newest snapshot; `now` in milliseconds. Anything but the next picture of the same training, sample
  /// and network is shown as it is. With `weights_of` the feedback per weight of that layer is averaged too.
  SnapshotPointer follow(const SnapshotPointer& newest, std::int64_t now,
                         std::optional<int> weights_of = std::nullopt);

 private:
  SnapshotPointer shown_;
  std::int64_t shown_at_ = 0;
};

}  // namespace lfp
