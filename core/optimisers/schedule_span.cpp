#include "core/optimisers/schedule_span.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lfp {

SettingInfo span_setting() {
  return with_usual_range(
      integer_setting(
          "epochs", "Epochs",
          "How long it takes; all (0): as long as the experiment lasts. Where that has no end either, "
          "the learning rate stays as it is",
          0, 0, 1'000'000),
      0, 100);
}

std::optional<double> done_part(const ScheduleTime& time, std::int64_t epochs) {
  const std::int64_t span = epochs > 0 ? epochs * time.steps_per_epoch : time.last_step;
  if (span <= 0) return std::nullopt;
  return std::min(1.0, static_cast<double>(time.step) / static_cast<double>(span));
}

double along_cosine(double from, double to, double part) {
  return to + (from - to) * (1 + std::cos(std::numbers::pi * part)) / 2;
}

}  // namespace lfp
