#include "app/bridge/view_turns.h"

#include <algorithm>
#include <ctime>
#include <thread>

namespace lfp {
namespace {

using std::chrono::nanoseconds;

/// The part of the machine that drawing may take from training.
constexpr double drawing_share = 0.04;
/// The most that is made up for after a pause.
constexpr nanoseconds most_credit = std::chrono::milliseconds(5);
constexpr nanoseconds most_debt = std::chrono::milliseconds(100);
/// After so long one view may show what is new, whatever it costs: a picture that stands still while steps
/// are counted beside it looks broken.
constexpr nanoseconds longest_pause = std::chrono::milliseconds(100);

/// The processor time of this thread so far; where the system does not know it, the time of day.
nanoseconds thread_time() {
#ifdef CLOCK_THREAD_CPUTIME_ID
  timespec time{};
  if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0)
    return std::chrono::seconds(time.tv_sec) + nanoseconds(time.tv_nsec);
#endif
  return std::chrono::steady_clock::now().time_since_epoch();
}

}  // namespace

ViewTurns::Time ViewTurns::time() {
  return {Clock::now(), thread_time()};
}

void ViewTurns::begin_frame(bool is_hurried, const Time& frame) {
  const double share = drawing_share * std::max(1U, std::thread::hardware_concurrency());
  const auto earned = std::chrono::duration_cast<nanoseconds>((frame.now - last_.now) * share);
  credit_ = std::clamp(credit_ + earned - (frame.worked - last_.worked), -most_debt, most_credit);
  last_ = frame;
  is_hurried_ = is_hurried;
  is_taken_ = false;
}

bool ViewTurns::take() {
  if (!is_hurried_) return true;
  const bool is_overdue = last_.now - taken_at_ >= longest_pause;
  if (is_taken_ || (credit_ < nanoseconds::zero() && !is_overdue)) return false;
  is_taken_ = true;
  taken_at_ = last_.now;
  return true;
}

}  // namespace lfp
