#include "core/snapshot/timeline.h"

#include <array>
#include <numeric>

#include <gtest/gtest.h>

namespace lfp::test::timeline_test {
namespace {

/// Pushes the rows {s, -s} for the steps s = first .. last.
void push(Timeline& timeline, std::int64_t first, std::int64_t last) {
  for (auto step = first; step <= last; ++step)
    timeline.push(std::array{static_cast<float>(step), -static_cast<float>(step)});
}

/// The mean of first .. last.
float mean(std::int64_t first, std::int64_t last) {
  return static_cast<float>(first + last) / 2.0F;
}

TEST(Timeline, KeepsEveryStepWhileThereIsRoom) {
  Timeline timeline(2, 256);
  push(timeline, 1, 200);
  const auto view = timeline.view();
  EXPECT_EQ(timeline.steps(), 200);
  ASSERT_EQ(view.rows(), 200U);
  EXPECT_EQ(view.columns(), 2U);
  EXPECT_EQ(view.bin_width(), 1);
  for (std::size_t i = 0; i < 200; ++i) {
    EXPECT_EQ(view.at(i, 0), static_cast<float>(i + 1));
    EXPECT_EQ(view.at(i, 1), -static_cast<float>(i + 1));
    EXPECT_EQ(view.first_step(i), static_cast<std::int64_t>(i + 1));
  }
}

TEST(Timeline, AveragesNeighboursWhenItIsFull) {
  Timeline timeline(2, 256);
  push(timeline, 1, 256);
  EXPECT_EQ(timeline.view().rows(), 256U);
  push(timeline, 257, 257);
  const auto view = timeline.view();
  ASSERT_EQ(view.rows(), 129U);
  EXPECT_EQ(view.bin_width(), 2);
  EXPECT_EQ(view.at(0, 0), 1.5F);
  EXPECT_EQ(view.at(127, 0), 255.5F);
  EXPECT_EQ(view.at(128, 0), 257.0F) << "the last row averages what it has";
}

TEST(Timeline, EveryRowIsTheMeanOfItsStepsHoweverLongTheRecord) {
  constexpr std::int64_t last = 5003;
  for (const std::size_t capacity : {128U, 256U, 384U}) {
    Timeline timeline(2, capacity);
    push(timeline, 1, last);
    const auto view = timeline.view();
    EXPECT_EQ(timeline.steps(), last);
    EXPECT_LE(view.rows(), capacity);
    EXPECT_EQ(view.rows(), static_cast<std::size_t>((last + view.bin_width() - 1) / view.bin_width()));
    for (std::size_t i = 0; i < view.rows(); ++i) {
      const auto from = view.first_step(i);
      const auto to = std::min(from + view.bin_width() - 1, last);
      EXPECT_NEAR(view.at(i, 0), mean(from, to), 0.01F) << "row " << i;
      EXPECT_NEAR(view.at(i, 1), -mean(from, to), 0.01F) << "row " << i;
    }
  }
}

TEST(Timeline, FindsTheRowOfAStep) {
  Timeline timeline(2, 128);
  push(timeline, 1, 300);
  const auto view = timeline.view();
  ASSERT_EQ(view.bin_width(), 4);
  EXPECT_EQ(view.row_of(1), 0U);
  EXPECT_EQ(view.row_of(4), 0U);
  EXPECT_EQ(view.row_of(5), 1U);
  EXPECT_EQ(view.row_of(300), 74U);
  EXPECT_EQ(view.row_of(100000), 74U);
  EXPECT_EQ(view.row_of(-3), 0U);
}

TEST(Timeline, AViewStaysAsItWasWhatEverComesLater) {
  Timeline timeline(2, 128);
  push(timeline, 1, 100);
  const auto early = timeline.view();
  push(timeline, 101, 128);
  const auto full = timeline.view();
  push(timeline, 129, 2000);
  timeline.clear();
  push(timeline, 7, 9);
  ASSERT_EQ(early.rows(), 100U);
  for (std::size_t i = 0; i < early.rows(); ++i) EXPECT_EQ(early.at(i, 0), static_cast<float>(i + 1));
  ASSERT_EQ(full.rows(), 128U);
  for (std::size_t i = 0; i < full.rows(); ++i) EXPECT_EQ(full.at(i, 0), static_cast<float>(i + 1));
}

TEST(Timeline, ViewsShareFullBlocksWithTheRecord) {
  Timeline timeline(2, 1024);
  push(timeline, 1, 600);
  const auto first = timeline.view();
  const auto second = timeline.view();
  EXPECT_EQ(first.row(0).data(), second.row(0).data());
  EXPECT_EQ(first.row(575).data(), second.row(575).data());
  EXPECT_NE(first.row(576).data(), second.row(576).data());
}

TEST(Timeline, ABranchStaysAsItWasAndGrowsApart) {
  for (const std::int64_t length : {100, 128, 200, 256}) {
    Timeline timeline(2, 256);
    push(timeline, 1, length);
    Timeline branch = timeline.branch();
    push(timeline, 1001, 1001 + 300);
    EXPECT_EQ(branch.view().rows(), static_cast<std::size_t>(length));
    push(branch, length + 1, 1000);
    const auto view = branch.view();
    for (std::size_t i = 0; i < view.rows(); ++i) {
      const auto from = view.first_step(i);
      EXPECT_NEAR(view.at(i, 0), mean(from, std::min<std::int64_t>(from + view.bin_width() - 1, 1000)), 0.01F)
          << "row " << i << " after a branch at " << length;
    }
  }
}

TEST(Timeline, ReadsTheSameWhetherOrNotViewsHaveSharedItsBlocks) {
  Timeline alone(2, 256);
  Timeline watched(2, 256);
  std::vector<TimelineView> views;
  for (std::int64_t step = 1; step <= 3000; ++step) {
    push(alone, step, step);
    push(watched, step, step);
    if (step % 97 == 0) views.push_back(watched.view());
  }
  const auto one = alone.view();
  const auto other = watched.view();
  ASSERT_EQ(one.rows(), other.rows());
  for (std::size_t i = 0; i < one.rows(); ++i) EXPECT_EQ(one.at(i, 0), other.at(i, 0));
}

TEST(Timeline, StartsAnewAfterClear) {
  Timeline timeline(2, 128);
  push(timeline, 1, 1000);
  timeline.clear();
  EXPECT_EQ(timeline.steps(), 0);
  EXPECT_TRUE(timeline.view().empty());
  push(timeline, 1, 3);
  EXPECT_EQ(timeline.view().rows(), 3U);
  EXPECT_EQ(timeline.view().bin_width(), 1);
}

TEST(Timeline, WithoutColumnsItIsEmpty) {
  EXPECT_TRUE(Timeline().view().empty());
}

}  // namespace
}  // namespace lfp::test::timeline_test
