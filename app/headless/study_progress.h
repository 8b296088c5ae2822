#pragma once

#include "app/headless/standard_output.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace lfp {

/// What `study` shows while it works: a bar on a terminal (standard error), a line at every tenth on standard
/// output elsewhere, nothing when quiet.
class StudyProgress {
 public:
  StudyProgress(StandardOutput& out, std::int64_t due, bool is_quiet);
  ~StudyProgress();
  StudyProgress(const StudyProgress&) = delete;
  StudyProgress& operator=(const StudyProgress&) = delete;

  /// Called often; draws as seldom as suffices.
  void show(std::int64_t done);

 private:
  using Clock = std::chrono::steady_clock;

  /// The rest of the time at the speed so far; "" where there is none yet.
  std::string time_left(std::int64_t done) const;

  StandardOutput& out_;
  std::int64_t due_;
  bool is_quiet_;
  bool is_terminal_;
  std::int64_t shown_tenths_ = 0;
  std::int64_t first_done_ = -1;
  Clock::time_point start_ = Clock::now();
};

}  // namespace lfp
