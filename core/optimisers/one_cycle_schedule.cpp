#include "core/optimisers/schedule_span.h"

namespace lfp {
namespace {

/// Smith and Topin, 2018, with cosine flanks.
class OneCycleSchedule : public Schedule {
 public:
  explicit OneCycleSchedule(const Settings& settings)
      : epochs_(settings.integer("epochs")),
        rise_(settings.real("rise")),
        start_(settings.real("start")),
        end_(settings.real("end")) {}

  double factor(const ScheduleTime& time) const override {
    const auto done = done_part(time, epochs_);
    if (!done) return 1.0;
    if (*done < rise_) return along_cosine(start_, 1, *done / rise_);
    return rise_ < 1 ? along_cosine(1, end_, (*done - rise_) / (1 - rise_)) : 1.0;
  }

 private:
  std::int64_t epochs_;
  double rise_;
  double start_;
  double end_;
};

}  // namespace

ScheduleEntry one_cycle_schedule_entry() {
  return {{.name = "one_cycle",
           .label = "One cycle",
           .summary = "The learning rate climbs to its full height and then falls to almost nothing",
           .formula = "η_t: s η → η → e η",
           .settings = {span_setting(),
                        real_setting("rise", "Rise", "Part of the time for which it climbs", 0.3, 0.0, 1.0),
                        real_setting("start", "Start", "Where it starts, s, as a part of the full height",
                                     0.04, 0.0, 1.0),
                        real_setting("end", "End", "Where it ends, e, as a part of the full height", 0.0, 0.0,
                                     1.0)}},
          [](const Settings& settings) { return std::make_unique<OneCycleSchedule>(settings); }};
}

}  // namespace lfp
