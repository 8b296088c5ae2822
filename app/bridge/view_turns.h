#pragma once

#include <chrono>

namespace lfp {

/// While training needs every core of the machine, views take turns at showing what is new, so that drawing
/// takes no more than a small part of what training has; elsewhere all of them show every snapshot.
class ViewTurns {
 public:
  ViewTurns();
  /// A new frame. What this thread has worked since the last one is charged.
  void begin_frame(bool is_hurried);
  /// Whether one more view may show the newest snapshot in this frame.
  bool take();

 private:
  using Clock = std::chrono::steady_clock;

  Clock::time_point frame_ = Clock::now();
  std::chrono::nanoseconds worked_;  // by this thread, ever, at that time
  std::chrono::nanoseconds credit_{};
  bool is_hurried_ = false;
  bool is_taken_ = false;
};

}  // namespace lfp
