#pragma once

#include <chrono>

namespace lfp {

/// When the next snapshot is due while training runs at full speed: snapshots may take a small part of the
/// time, and copies of large layers' weights a part of their own, so that a large network is shown less often
/// rather than trained slower.
class SnapshotTiming {
 public:
  using Clock = std::chrono::steady_clock;

  bool is_due(Clock::time_point now) const { return now >= next_; }
  /// Whether a snapshot made now shows the last copies of large layers' weights again.
  bool may_repeat_weights(Clock::time_point now) const { return now < next_weights_; }
  /// Something has happened that should be seen at once.
  void hurry() { next_ = Clock::now(); }
  /// A snapshot was made that took `seconds`.
  void count(Clock::time_point now, double seconds, bool repeats_weights) {
    if (repeats_weights)
      next_ = now + in_time(seconds / snapshot_share);
    else
      next_weights_ = now + in_time(seconds / weights_share);
  }

 private:
  static constexpr double snapshot_share = 0.05;
  static constexpr double weights_share = 0.02;

  static Clock::duration in_time(double seconds) {
    return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  }

  Clock::time_point next_ = Clock::now();
  Clock::time_point next_weights_ = Clock::now();
};

}  // namespace lfp
