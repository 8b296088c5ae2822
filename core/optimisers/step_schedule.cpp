#include "core/optimisers/schedule.h"

#include <cmath>

namespace lfp {
namespace {

class StepSchedule : public Schedule {
 public:
  StepSchedule(double gamma, std::int64_t every) : gamma_(gamma), every_(every) {}

  double factor(const ScheduleTime& time) const override {
    const std::int64_t drops = time.step / time.steps_per_epoch / every_;
    return std::pow(gamma_, static_cast<double>(drops));
  }

 private:
  double gamma_;
  std::int64_t every_;
};

}  // namespace

ScheduleEntry step_schedule_entry() {
  return {{.name = "step",
           .label = "Step",
           .summary = "The learning rate is multiplied by γ after every so many epochs",
           .formula = "η_t = η γ^{⌊epoch / every⌋}",
           .settings = {with_usual_range(real_setting("gamma", "γ", "What the learning rate is multiplied by",
                                                      0.1, 1e-6, 10.0, true),
                                         0.01, 1.0),
                        with_usual_range(integer_setting("every", "Every", "Epochs from one drop to the next",
                                                         10, 1, 1'000'000),
                                         1, 100)}},
          [](const Settings& settings) {
            return std::make_unique<StepSchedule>(settings.real("gamma"), settings.integer("every"));
          }};
}

}  // namespace lfp
