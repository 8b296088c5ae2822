#include "core/optimisers/schedule.h"

namespace lfp {
namespace {

class ConstantSchedule : public Schedule {
 public:
  double factor(const ScheduleTime&) const override { return 1.0; }
};

}  // namespace

ScheduleEntry constant_schedule_entry() {
  return {{.name = "constant",
           .label = "Constant",
           .summary = "The learning rate stays as it is set",
           .formula = "η_t = η",
           .settings = {}},
          [](const Settings&) { return std::make_unique<ConstantSchedule>(); }};
}

}  // namespace lfp
