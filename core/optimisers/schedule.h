#pragma once

#include "core/base/registry.h"

#include <cstdint>

namespace lfp {

/// Where training stands, for a learning rate that depends on it.
struct ScheduleTime {
  std::int64_t step = 0;  ///< whole steps taken
  std::int64_t steps_per_epoch = 1;
  std::int64_t last_step = 0;  ///< where the experiment stops; 0: nowhere
};

/// How the learning rate changes over time.
class Schedule {
 public:
  virtual ~Schedule() = default;
  /// What the optimiser's learning rate is multiplied by in the step that follows.
  virtual double factor(const ScheduleTime& time) const = 0;
};

using ScheduleEntry = Entry<Schedule>;

/// In the order of schedules.def.
const std::vector<ScheduleEntry>& schedule_entries();

}  // namespace lfp
