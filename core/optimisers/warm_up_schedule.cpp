#include "core/optimisers/schedule.h"

#include <algorithm>

namespace lfp {
namespace {

class WarmUpSchedule : public Schedule {
 public:
  explicit WarmUpSchedule(std::int64_t steps) : steps_(steps) {}

  double factor(const ScheduleTime& time) const override {
    return std::min(1.0, static_cast<double>(time.step + 1) / static_cast<double>(steps_));
  }

 private:
  std::int64_t steps_;
};

}  // namespace

ScheduleEntry warm_up_schedule_entry() {
  return {
      {.name = "warm_up",
       .label = "Warm-up",
       .summary = "The learning rate grows evenly over the first steps and then stays",
       .formula = "η_t = η min(1, t / N)",
       .settings = {with_usual_range(
           integer_setting("steps", "Steps", "How many steps it takes to reach the full learning rate, N",
                           100, 1, 1'000'000'000),
           1, 1000)}},
      [](const Settings& settings) { return std::make_unique<WarmUpSchedule>(settings.integer("steps")); }};
}

}  // namespace lfp
