#include "core/optimisers/schedule.h"

#include "tests/support/error_text.h"

#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lfp::test::schedule_test {
namespace {

std::unique_ptr<Schedule> schedule(
    const std::string& name, std::initializer_list<std::pair<const char*, SettingValue>> settings = {}) {
  Choice choice{.name = name, .settings = {}};
  for (const auto& [key, value] : settings) choice.settings.set(key, value);
  return make_from(schedule_entries(), choice, "schedule");
}

SettingValue whole(std::int64_t number) {
  return number;
}

/// After `step` steps of ten an epoch, in an experiment that stops after `last_step`.
ScheduleTime after(std::int64_t step, std::int64_t last_step = 0) {
  return {.step = step, .steps_per_epoch = 10, .last_step = last_step};
}

TEST(constant_schedule, leaves_the_learning_rate_alone) {
  EXPECT_EQ(schedule("constant")->factor(after(0)), 1.0);
  EXPECT_EQ(schedule("constant")->factor(after(99, 100)), 1.0);
}

TEST(step_schedule, drops_after_every_so_many_epochs) {
  const auto drops = schedule("step", {{"gamma", 0.5}, {"every", whole(3)}});
  EXPECT_EQ(drops->factor(after(0)), 1.0);
  EXPECT_EQ(drops->factor(after(29)), 1.0);
  EXPECT_EQ(drops->factor(after(30)), 0.5);
  EXPECT_EQ(drops->factor(after(59)), 0.5);
  EXPECT_EQ(drops->factor(after(60)), 0.25);
}

TEST(cosine_schedule, falls_to_its_floor_and_stays_there) {
  const auto falls = schedule("cosine", {{"floor", 0.2}, {"epochs", whole(4)}});
  EXPECT_EQ(falls->factor(after(0)), 1.0);
  EXPECT_NEAR(falls->factor(after(20)), 0.6, 1e-15) << "halfway between 1 and 0.2";
  EXPECT_NEAR(falls->factor(after(10)), 0.2 + 0.8 * (1 + std::sqrt(0.5)) / 2, 1e-15);
  EXPECT_EQ(falls->factor(after(40)), 0.2);
  EXPECT_EQ(falls->factor(after(1000)), 0.2);
}

TEST(cosine_schedule, takes_as_long_as_the_experiment_unless_told_otherwise) {
  const auto falls = schedule("cosine");
  EXPECT_NEAR(falls->factor(after(50, 100)), 0.5, 1e-15);
  EXPECT_EQ(falls->factor(after(100, 100)), 0.0);
  EXPECT_NEAR(schedule("cosine", {{"epochs", whole(10)}})->factor(after(50, 1000)), 0.5, 1e-15);
}

TEST(schedules_over_the_experiment, leave_the_rate_alone_where_it_has_no_end) {
  for (const char* name : {"cosine", "one_cycle"})
    for (const std::int64_t step : {0, 1, 1000000})
      EXPECT_EQ(schedule(name)->factor(after(step)), 1.0) << name;
}

TEST(one_cycle_schedule, climbs_to_the_peak_and_falls_to_the_end) {
  const auto cycle = schedule("one_cycle", {{"rise", 0.25}, {"start", 0.1}, {"end", 0.02}});
  EXPECT_NEAR(cycle->factor(after(0, 80)), 0.1, 1e-15);
  EXPECT_NEAR(cycle->factor(after(10, 80)), 0.55, 1e-15) << "halfway up";
  EXPECT_EQ(cycle->factor(after(20, 80)), 1.0);
  EXPECT_NEAR(cycle->factor(after(50, 80)), 0.51, 1e-15) << "halfway down";
  EXPECT_EQ(cycle->factor(after(80, 80)), 0.02);
  EXPECT_EQ(cycle->factor(after(81, 80)), 0.02);
}

TEST(one_cycle_schedule, may_only_fall_or_only_climb) {
  const auto falls = schedule("one_cycle", {{"rise", 0.0}, {"epochs", whole(2)}});
  EXPECT_EQ(falls->factor(after(0)), 1.0);
  EXPECT_NEAR(falls->factor(after(10)), 0.5, 1e-15);
  const auto climbs = schedule("one_cycle", {{"rise", 1.0}, {"start", 0.0}, {"epochs", whole(2)}});
  EXPECT_NEAR(climbs->factor(after(10)), 0.5, 1e-15);
  EXPECT_EQ(climbs->factor(after(20)), 1.0);
}

TEST(warm_up_schedule, grows_evenly_and_then_stays) {
  const auto grows = schedule("warm_up", {{"steps", whole(4)}});
  EXPECT_EQ(grows->factor(after(0)), 0.25);
  EXPECT_EQ(grows->factor(after(1)), 0.5);
  EXPECT_EQ(grows->factor(after(3)), 1.0);
  EXPECT_EQ(grows->factor(after(4)), 1.0);
  EXPECT_EQ(grows->factor(after(4000)), 1.0);
}

TEST(schedule, that_is_not_known_is_named) {
  EXPECT_EQ(error_text([] {
              schedule("cosine", {{"floor", 1.5}});
            }),
            Error("schedule.floor", "1.5 is out of range", "Give a number from 0 to 1").what());
  EXPECT_NE(error_text([] { schedule("linear"); }).find("constant, step, cosine, one_cycle, warm_up"),
            std::string::npos);
}

RC_GTEST_PROP(every_schedule, stays_between_nothing_and_the_full_rate, ()) {
  const auto& entry = *rc::gen::elementOf(schedule_entries());
  const auto last = *rc::gen::inRange<std::int64_t>(1, 1000);
  const auto step = *rc::gen::inRange<std::int64_t>(0, 2000);
  const double factor = schedule(entry.info.name)->factor(after(step, last));
  RC_ASSERT(factor >= 0.0);
  RC_ASSERT(factor <= 1.0);
}

}  // namespace
}  // namespace lfp::test::schedule_test
