#include "core/files/zip_file.h"
#include "core/lockstep/lockstep.h"
#include "core/sessions/session_file.h"
#include "tests/support/small_experiment.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lfp::test::session_progress_test {
namespace {

/// Bytes that do not shrink, so that packing them takes its time.
std::string noise(std::size_t size) {
  std::string bytes(size, '\0');
  std::uint32_t state = 1;
  for (char& byte : bytes) {
    state = state * 1664525U + 1013904223U;
    byte = static_cast<char>(state >> 24U);
  }
  return bytes;
}

SessionContent content_of(const Lockstep& lockstep) {
  auto state = std::make_shared<const LockstepState>(lockstep.state());
  return {.experiment = *state->experiment, .state = state, .program = "test"};
}

Lockstep trained(std::int64_t steps) {
  Lockstep lockstep = test::start(test::small_experiment(), {.past = true});
  lockstep.advance(steps);
  return lockstep;
}

TEST(session_progress, an_archive_tells_how_far_it_is) {
  const std::vector<ZipEntry> entries = {{"a", noise(1'000'000)}, {"b", noise(3'000'000)}};
  Progress progress;
  const std::string bytes = zip_bytes(entries, ZipPacking::deflated, "test", &progress);
  EXPECT_GT(progress.fraction(), 0.9);
  EXPECT_EQ(bytes, zip_bytes(entries, ZipPacking::deflated, "test"));

  std::vector<std::size_t> blocks;
  const auto read = read_zip(
      bytes, [](const std::string& /*name*/) { return std::size_t{4'000'000}; },
      [&](std::size_t block) { blocks.push_back(block); });
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(read[1].bytes, entries[1].bytes);
  EXPECT_EQ(std::accumulate(blocks.begin(), blocks.end(), std::size_t{0}), 4'000'000U);
  EXPECT_LT(*std::ranges::max_element(blocks), 100'000U) << "cancelling would wait for it";
}

TEST(session_progress, a_cancelled_archive_is_none) {
  Progress progress;
  progress.cancel();
  EXPECT_THROW(zip_bytes({{"a", noise(1'000'000)}}, ZipPacking::deflated, "test", &progress), Cancelled);
}

TEST(session_progress, an_archive_that_lies_about_its_size_is_read_as_before) {
  std::string bytes = zip_bytes({{"a", noise(1000)}}, ZipPacking::stored, "test");
  const std::size_t size_at = 22;  // of the local header, which libarchive goes by
  bytes.replace(size_at, 4, std::string("\xFF\xFF\xFF\x7F", 4));
  const auto read = read_zip(bytes, [](const std::string& /*name*/) { return std::size_t{1} << 40U; });
  for (const ReadZipEntry& entry : read) EXPECT_LE(entry.bytes.capacity(), std::size_t{4} << 20U);
}

TEST(session_progress, saving_can_be_cancelled) {
  const Lockstep lockstep = trained(20);
  Progress progress;
  EXPECT_EQ(session_bytes(content_of(lockstep), &progress), session_bytes(content_of(lockstep)));
  EXPECT_GT(progress.fraction(), 0.9);
  progress.cancel();
  EXPECT_THROW(session_bytes(content_of(lockstep), &progress), Cancelled);
}

TEST(session_progress, opening_tells_how_far_it_is_and_can_be_cancelled) {
  const Lockstep lockstep = trained(20);
  const SessionFile file(session_bytes(content_of(lockstep)), "saved", "");
  Progress progress;
  Lockstep again = test::start(file.experiment(), {.past = true});
  EXPECT_TRUE(file.restore(again, &progress).empty());
  EXPECT_EQ(again.signature(), lockstep.signature());
  EXPECT_GT(progress.fraction(), 0.9);
  EXPECT_LE(progress.fraction(), 1.0);
  progress.cancel();
  Lockstep third = test::start(file.experiment(), {.past = true});
  EXPECT_THROW(file.restore(third, &progress), Cancelled);
}

TEST(session_progress, building_the_runs_can_be_cancelled) {
  const auto experiment = std::make_shared<const Experiment>(test::small_experiment());
  const auto dataset = load_dataset(experiment->dataset, {.seed = experiment->seed, .folder = {}});
  Progress progress;
  const Lockstep lockstep(experiment, dataset, {}, &progress);
  EXPECT_GT(progress.fraction(), 0.0);
  progress.cancel();
  EXPECT_THROW(Lockstep(experiment, dataset, {}, &progress), Cancelled);
}

}  // namespace
}  // namespace lfp::test::session_progress_test
