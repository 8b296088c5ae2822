#include "core/optimisers/schedule.h"

namespace lfp {

#define SCHEDULE(entry) ScheduleEntry entry();
#include "core/optimisers/schedules.def"
#undef SCHEDULE

const std::vector<ScheduleEntry>& schedule_entries() {
  static const std::vector<ScheduleEntry> entries = {
#define SCHEDULE(entry) entry(),
#include "core/optimisers/schedules.def"
#undef SCHEDULE
  };
  return entries;
}

}  // namespace lfp
