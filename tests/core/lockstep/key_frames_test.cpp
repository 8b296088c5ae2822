#include "core/lockstep/key_frames.h"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

namespace lfp::test::key_frames_test {
namespace {

constexpr std::int64_t steps = 3000;
constexpr std::int64_t recent = 1000;
constexpr std::size_t fitting = 40;

/// A key frame of one run with a hundred weights.
KeyFrame frame_at(std::int64_t step) {
  TrainerState state;
  state.step = step;
  state.parameters.resize(1);
  state.parameters[0].weight = Matrix::Zero(10, 10);
  KeyFrame frame{.step = step, .interventions = 0, .runs = {}};
  frame.runs.push_back({.spec = {}, .state = std::make_shared<const TrainerState>(std::move(state))});
  return frame;
}

/// What is kept of training in which every step takes that long.
KeyFrames past_of_steps_of(double seconds) {
  KeyFrames past;
  past.set_limit(fitting * frame_at(0).bytes());
  past.keep(frame_at(0), 0);
  double unkept = 0;
  for (std::int64_t step = 1; step <= steps; ++step) {
    unkept += seconds;
    past.reach(step);
    if (!past.is_due(unkept, step)) continue;
    past.keep(frame_at(step), 0);
    unkept = 0;
  }
  return past;
}

std::int64_t largest_gap(const KeyFrames& past) {
  std::int64_t largest = 0;
  for (std::int64_t step = steps - recent; step <= steps; ++step)
    largest = std::max(largest, step - past.before(step).step);
  return largest;
}

TEST(the_past, of_a_full_memory_lies_evenly) {
  const KeyFrames past = past_of_steps_of(0.003);
  EXPECT_LE(past.bytes(), past.limit());
  EXPECT_EQ(past.frames().front().step, 0);
  constexpr auto even = recent / static_cast<std::int64_t>(fitting);
  EXPECT_LE(largest_gap(past), even * 3 / 2);
}

TEST(the_past, of_slow_steps_has_a_key_frame_close_behind_and_lies_evenly) {
  const KeyFrames past = past_of_steps_of(0.1);
  EXPECT_LE(past.bytes(), past.limit());
  EXPECT_GE(past.frames().back().step, steps - 2);
  constexpr auto even = recent / static_cast<std::int64_t>(fitting);
  EXPECT_LE(largest_gap(past), even * 3 / 2);
}

}  // namespace
}  // namespace lfp::test::key_frames_test
