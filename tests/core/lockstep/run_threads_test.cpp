#include "core/lockstep/run_threads.h"

#include <numeric>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace lfp::test::run_threads_test {
namespace {

/// How often the work was done for each run.
std::vector<int> counts_of(RunThreads& threads, std::size_t runs, bool side_by_side) {
  std::vector<int> counts(runs, 0);
  threads.for_each(runs, side_by_side, [&counts](std::size_t run) { ++counts[run]; });
  return counts;
}

TEST(run_threads, works_on_every_run_once_however_many_there_are) {
  RunThreads threads;
  for (const std::size_t runs : {2U, 4U, 1U, 3U, 4U})
    for (const bool side_by_side : {true, false})
      EXPECT_EQ(counts_of(threads, runs, side_by_side), std::vector<int>(runs, 1)) << runs;
}

TEST(run_threads, has_done_all_of_it_when_it_returns) {
  RunThreads threads;
  std::vector<std::int64_t> sums(3, 0);
  for (std::int64_t call = 1; call <= 2000; ++call) {
    threads.for_each(sums.size(), true, [&](std::size_t run) { sums[run] += call; });
    ASSERT_EQ(std::accumulate(sums.begin(), sums.end(), std::int64_t{0}), 3 * call * (call + 1) / 2);
  }
}

TEST(run_threads, gives_the_first_run_to_the_caller_and_keeps_a_thread_for_each_other) {
  RunThreads threads;
  std::vector<std::thread::id> first(3);
  std::vector<std::thread::id> second(3);
  threads.for_each(3, true, [&](std::size_t run) { first[run] = std::this_thread::get_id(); });
  threads.for_each(3, true, [&](std::size_t run) { second[run] = std::this_thread::get_id(); });
  EXPECT_EQ(first, second);
  EXPECT_EQ(first[0], std::this_thread::get_id());
  EXPECT_NE(first[1], first[0]);
  EXPECT_NE(first[2], first[0]);
  EXPECT_NE(first[1], first[2]);
}

}  // namespace
}  // namespace lfp::test::run_threads_test
