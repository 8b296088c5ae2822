#include "core/study/study.h"

#include "tests/support/small_study.h"

#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lfp::test::study_test {
namespace {

TEST(Study, NumbersCellsWithTheLastAxisFastestAndSeedsFastestOfAll) {
  const Study study = small_study();
  EXPECT_EQ(study.cells(), 6);
  EXPECT_EQ(study.trainings(), 12);
  EXPECT_EQ(study.position_of(0), (std::vector<std::int64_t>{0, 0}));
  EXPECT_EQ(study.position_of(1), (std::vector<std::int64_t>{0, 1}));
  EXPECT_EQ(study.position_of(2), (std::vector<std::int64_t>{1, 0}));
  EXPECT_EQ(study.cell_of(5), 2);
  EXPECT_EQ(study.seed_of(4), 5U);
  EXPECT_EQ(study.seed_of(5), 6U);
}

TEST(Study, CountsMoreCellsThanFitIntoAnyMemory) {
  Study study = small_study();
  for (int axis = 0; axis < 8; ++axis)
    study.axes.push_back({.path = "x", .label = {}, .range = AxisRange{.steps = 1'000'000'000}});
  EXPECT_EQ(study.cells(), Study::largest_count);
  EXPECT_EQ(study.trainings(), Study::largest_count);
}

RC_GTEST_PROP(Study, EveryCellIsFoundAtItsPosition, ()) {
  const auto counts = *rc::gen::container<std::vector<std::int64_t>>(3, rc::gen::inRange<std::int64_t>(1, 9));
  Study study;
  for (const std::int64_t count : counts)
    study.axes.push_back({.path = "x", .label = {}, .range = AxisRange{.steps = count}});
  const auto cell = *rc::gen::inRange<std::int64_t>(0, study.cells());
  RC_ASSERT(study.cell_at(study.position_of(cell)) == cell);
}

RC_GTEST_PROP(Shard, EachTrainingIsInExactlyOneShard, ()) {
  const auto trainings = *rc::gen::inRange<std::int64_t>(0, 200);
  const auto shards = *rc::gen::inRange<std::int64_t>(1, 20);
  std::vector<std::int64_t> counted(static_cast<std::size_t>(shards));
  for (std::int64_t training = 0; training < trainings; ++training)
    for (std::int64_t shard = 0; shard < shards; ++shard)
      if (Shard{.index = shard, .count = shards}.has(training)) ++counted[static_cast<std::size_t>(shard)];
  std::int64_t all = 0;
  for (std::int64_t shard = 0; shard < shards; ++shard) {
    const std::int64_t due = Shard{.index = shard, .count = shards}.trainings(trainings);
    RC_ASSERT(counted[static_cast<std::size_t>(shard)] == due);
    all += due;
  }
  RC_ASSERT(all == trainings);
}

}  // namespace
}  // namespace lfp::test::study_test
