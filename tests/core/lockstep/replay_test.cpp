#include "core/lockstep/replay.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lfp::test::replay_test {
namespace {

std::vector<Intervention> at_steps(const std::vector<std::int64_t>& steps) {
  std::vector<Intervention> interventions;
  for (const std::int64_t step : steps) interventions.push_back({.step = step, .run = 0, .what = Teaching{}});
  return interventions;
}

/// What a replay does, in words: "i" for an intervention, a number for the step that it trains to.
std::vector<std::string> done_by_replay(Place& here, std::int64_t end,
                                        const std::vector<Intervention>& interventions,
                                        std::int64_t furthest = 1000) {
  std::vector<std::string> done;
  replay(
      here, end, interventions, [&](const Intervention&) { done.emplace_back("i"); },
      [&](std::int64_t step) {
        done.push_back(std::to_string(step));
        return std::min(step, furthest);
      });
  return done;
}

using Words = std::vector<std::string>;

TEST(a_replay, does_what_was_done_where_it_was_done) {
  Place here{.step = 2, .interventions = 1};
  EXPECT_EQ(done_by_replay(here, 9, at_steps({1, 2, 2, 5, 9, 12})), (Words{"i", "i", "5", "i", "9", "i"}));
  EXPECT_EQ(here, (Place{.step = 9, .interventions = 5}));
}

TEST(a_replay, without_interventions_trains_to_the_end_at_once) {
  Place here{.step = 2, .interventions = 0};
  EXPECT_EQ(done_by_replay(here, 9, {}), Words{"9"});
}

TEST(a_replay, ends_where_training_comes_no_further) {
  Place here{.step = 2, .interventions = 0};
  EXPECT_EQ(done_by_replay(here, 9, at_steps({8}), 4), (Words{"8", "8"}));
  EXPECT_EQ(here, (Place{.step = 4, .interventions = 0}));
}

TEST(a_replay, in_pieces_does_the_same) {
  const auto interventions = at_steps({1, 4, 4, 6});
  Place here{.step = 0, .interventions = 0};
  for (const std::int64_t end : {3, 4, 8}) done_by_replay(here, end, interventions);
  EXPECT_EQ(here, (Place{.step = 8, .interventions = 4}));
}

}  // namespace
}  // namespace lfp::test::replay_test
