#include "core/engine/abandonable.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>

namespace lfp::test::abandonable_test {
namespace {

using Clock = std::chrono::steady_clock;

TEST(Abandonable, GivesWhatTheWorkReturnsOrThrows) {
  Abandonable work;
  Progress progress;
  EXPECT_EQ(work.run(progress, [] { return 42; }), 42);
  EXPECT_THROW(work.run(progress, []() -> int { throw std::runtime_error("no"); }), std::runtime_error);
}

TEST(Abandonable, IsLeftWithinAMomentWhateverTheWorkIsBusyWith) {
  std::atomic<bool> may_end = false;
  const auto held = std::make_shared<int>(0);
  {
    Abandonable work;
    Progress progress;
    std::thread person([&progress] { progress.cancel(); });
    const auto start = Clock::now();
    EXPECT_THROW(work.run(progress,
                          [&may_end, held] {
                            while (!may_end) std::this_thread::yield();
                            return *held;
                          }),
                 Cancelled);
    EXPECT_LT(Clock::now() - start, std::chrono::milliseconds(500));
    person.join();
    may_end = true;
  }
  EXPECT_EQ(held.use_count(), 1);
}

}  // namespace
}  // namespace lfp::test::abandonable_test
