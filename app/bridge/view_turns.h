#pragma once

#include <chrono>

namespace lfp {

/// While training needs every core of the machine, views take turns at showing what is new, so that drawing
/// takes no more than a small part of what training has, but none waits for long; elsewhere all of them show
/// every snapshot.
class ViewTurns {
 public:
  using Clock = std::chrono::steady_clock;
  /// A moment, and how much this thread has worked by then.
  struct Time {
    Clock::time_point now;
    std::chrono::nanoseconds worked{};
  };
  static Time time();

  explicit ViewTurns(const Time& start = time()) : last_(start), taken_at_(start.now) {}
  /// A new frame. The work of this thread since the last one is charged.
  void begin_frame(bool is_hurried, const Time& frame = time());
  /// Whether one more view may show the newest snapshot in this frame.
  bool take();

 private:
  Time last_;  // of the last frame
  Clock::time_point taken_at_;
  std::chrono::nanoseconds credit_{};
  bool is_hurried_ = false;
  bool is_taken_ = false;
};

}  // namespace lfp
