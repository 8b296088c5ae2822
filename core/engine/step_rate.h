#pragma once

#include "core/engine/command.h"

#include <chrono>
#include <cstdint>

namespace lfp {

/// Tells which steps (or phases) are due at a given speed.
class StepRate {
 public:
  using Clock = std::chrono::steady_clock;

  void set(const command::SetSpeed& speed) {
    speed_ = speed;
    restart();
  }
  void restart() {
    started_ = Clock::now();
    done_ = 0;
  }
  bool counts_phases() const { return speed_.phases && speed_.per_second > 0; }
  bool is_unbounded() const { return speed_.per_second <= 0; }
  std::int64_t due() const {
    const double elapsed = Seconds(Clock::now() - started_).count();
    return static_cast<std::int64_t>(elapsed * speed_.per_second) + 1 - done_;
  }
  void count(std::int64_t done) { done_ += done; }
  Clock::time_point next() const {
    const auto wait = Seconds(static_cast<double>(done_) / speed_.per_second);
    return started_ + std::chrono::duration_cast<Clock::duration>(wait);
  }

 private:
  using Seconds = std::chrono::duration<double>;

  command::SetSpeed speed_;
  Clock::time_point started_ = Clock::now();
  std::int64_t done_ = 0;
};

}  // namespace lfp
