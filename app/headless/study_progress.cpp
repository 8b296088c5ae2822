#include "app/headless/study_progress.h"

#include "app/headless/progress_bar.h"
#include "core/study/estimate.h"

#include <algorithm>
#include <iostream>

#include <unistd.h>

namespace lfp {

StudyProgress::StudyProgress(StandardOutput& out, std::int64_t due, bool is_quiet)
    : out_(out),
      due_(std::max<std::int64_t>(due, 1)),
      is_quiet_(is_quiet),
      is_terminal_(isatty(STDERR_FILENO) == 1) {}

StudyProgress::~StudyProgress() {
  if (is_terminal_ && !is_quiet_) std::cerr << std::endl;
}

std::string StudyProgress::time_left(std::int64_t done) const {
  if (done <= first_done_ || done >= due_) return {};
  const double passed = std::chrono::duration<double>(Clock::now() - start_).count();
  return "  " +
         duration_text(passed * static_cast<double>(due_ - done) / static_cast<double>(done - first_done_)) +
         " left";
}

void StudyProgress::show(std::int64_t done) {
  if (is_quiet_) return;
  if (first_done_ < 0) first_done_ = done;
  const std::string text = std::to_string(done) + " of " + std::to_string(due_) + " trainings";
  const double fraction = static_cast<double>(done) / static_cast<double>(due_);
  if (is_terminal_) {
    std::cerr << "\r" << progress_bar(fraction) << " " << text << time_left(done) << "\033[K" << std::flush;
    return;
  }
  const auto tenths = static_cast<std::int64_t>(10 * fraction);
  if (tenths > shown_tenths_) out_.print(text + "\n");
  shown_tenths_ = std::max(shown_tenths_, tenths);
}

}  // namespace lfp
