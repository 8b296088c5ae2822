#include "core/optimisers/schedule_span.h"

namespace lfp {
namespace {

/// Loshchilov and Hutter, 2017, without the restarts.
class CosineSchedule : public Schedule {
 public:
  CosineSchedule(double floor, std::int64_t epochs) : floor_(floor), epochs_(epochs) {}

  double factor(const ScheduleTime& time) const override {
    const auto done = done_part(time, epochs_);
    return done ? along_cosine(1, floor_, *done) : 1.0;
  }

 private:
  double floor_;
  std::int64_t epochs_;
};

}  // namespace

ScheduleEntry cosine_schedule_entry() {
  return {{.name = "cosine",
           .label = "Cosine",
           .summary = "The learning rate falls along half a cosine wave and stays at the floor",
           .formula = "η_t = η (f + (1 − f) \\frac{1 + cos(π t / T)}{2})",
           .settings = {span_setting(),
                        real_setting("floor", "Floor",
                                     "Where it ends, f, as a part of the learning rate at the start", 0.0,
                                     0.0, 1.0)}},
          [](const Settings& settings) {
            return std::make_unique<CosineSchedule>(settings.real("floor"), settings.integer("epochs"));
          }};
}

}  // namespace lfp
