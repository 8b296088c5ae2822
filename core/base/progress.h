#pragma once

#include <atomic>
#include <cstdint>

namespace lfp {

/// Thrown out of work that is not wanted any more.
struct Cancelled {};

/// How far some work is, told by the thread that does it and read by the one that waits, which may cancel it.
class Progress {
 public:
  /// `done` of `all` parts are done. Throws Cancelled once the work has been cancelled.
  void at(std::int64_t done, std::int64_t all) {
    check();
    tell(all > 0 ? static_cast<double>(done) / static_cast<double>(all) : 0.0);
  }
  /// Sets the finished part, 0..1, in code that no exception may pass.
  void tell(double fraction) { fraction_.store(fraction, std::memory_order_relaxed); }
  /// The finished part, 0..1; 0 as long as nothing is known.
  double fraction() const { return fraction_.load(std::memory_order_relaxed); }
  /// Throws Cancelled once the work has been cancelled.
  void check() const {
    if (is_cancelled()) throw Cancelled();
  }
  bool is_cancelled() const { return is_cancelled_.load(std::memory_order_relaxed); }
  void cancel() { is_cancelled_.store(true, std::memory_order_relaxed); }

 private:
  std::atomic<double> fraction_ = 0.0;
  std::atomic<bool> is_cancelled_ = false;
};

}  // namespace lfp
