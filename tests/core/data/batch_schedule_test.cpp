#include "core/data/batch_schedule.h"

#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

namespace lfp::test::batch_schedule_test {
namespace {

std::vector<std::int32_t> copy(std::span<const std::int32_t> batch) {
  return {batch.begin(), batch.end()};
}

std::vector<std::int32_t> epoch(BatchSchedule& schedule, std::int64_t number) {
  std::vector<std::int32_t> rows;
  for (std::int64_t at = 0; at < schedule.batches_per_epoch(); ++at) {
    const auto batch = schedule.batch(number * schedule.batches_per_epoch() + at);
    rows.insert(rows.end(), batch.begin(), batch.end());
  }
  return rows;
}

TEST(BatchSchedule, ShowsEverySampleOnceAnEpoch) {
  BatchSchedule schedule(5, 103, 20);
  EXPECT_EQ(schedule.batches_per_epoch(), 6);
  std::vector<std::int32_t> all(103);
  std::iota(all.begin(), all.end(), 0);
  for (std::int64_t number : {0, 1, 7}) {
    auto rows = epoch(schedule, number);
    std::sort(rows.begin(), rows.end());
    EXPECT_EQ(rows, all) << "epoch " << number;
  }
}

TEST(BatchSchedule, LastBatchHoldsWhatRemains) {
  BatchSchedule schedule(5, 103, 20);
  EXPECT_EQ(schedule.batch(4).size(), 20U);
  EXPECT_EQ(schedule.batch(5).size(), 3U);
  EXPECT_EQ(schedule.batch(6).size(), 20U);
}

TEST(BatchSchedule, EveryEpochIsShuffledAfresh) {
  BatchSchedule schedule(5, 103, 20);
  EXPECT_NE(epoch(schedule, 0), epoch(schedule, 1));
}

TEST(BatchSchedule, AStepMeansTheSameBatchWhateverWasAskedBefore) {
  BatchSchedule forward(9, 64, 16);
  BatchSchedule jumping(9, 64, 16);
  for (std::int64_t step = 0; step < 12; ++step) {
    const auto expected = copy(forward.batch(step));
    EXPECT_EQ(copy(jumping.batch(step)), expected);
    jumping.batch((step * 7 + 5) % 12);
    EXPECT_EQ(copy(jumping.batch(step)), expected);
  }
}

TEST(BatchSchedule, DependsOnTheSeed) {
  BatchSchedule first(1, 64, 16);
  BatchSchedule second(2, 64, 16);
  EXPECT_NE(copy(first.batch(0)), copy(second.batch(0)));
}

TEST(BatchSchedule, ABatchLargerThanTheDataIsAllOfThem) {
  BatchSchedule schedule(1, 10, 128);
  EXPECT_EQ(schedule.batches_per_epoch(), 1);
  EXPECT_EQ(schedule.batch(0).size(), 10U);
  EXPECT_EQ(schedule.batch(1).size(), 10U);
}

/// Pinned for the same reason as the toys' numbers.
TEST(BatchSchedule, SeedSevenMeansTheseRows) {
  BatchSchedule schedule(7, 1000, 4);
  EXPECT_EQ(copy(schedule.batch(0)), (std::vector<std::int32_t>{324, 223, 344, 60}));
  EXPECT_EQ(copy(schedule.batch(250)), (std::vector<std::int32_t>{250, 752, 805, 870}));
}

}  // namespace
}  // namespace lfp::test::batch_schedule_test
