#include "core/training/run_record.h"

#include <gtest/gtest.h>

namespace lfp::test::run_record_test {
namespace {

StepResult step_of(double accuracy) {
  StepResult result;
  result.samples = 10;
  result.accuracy = accuracy;
  result.feedback_norm = {1.0};
  result.flips = {0};
  result.to_positive = {0};
  result.to_negative = {0};
  return result;
}

/// A record of that many epochs of one step; the accuracy of epoch e is 1 / e.
RunRecord record_of(std::int64_t epochs) {
  RunRecord record(1, 1, false);
  for (std::int64_t epoch = 1; epoch <= epochs; ++epoch) {
    record.add_step(step_of(1.0 / static_cast<double>(epoch)));
    record.add_log_row(epoch, epoch, 0, 0, {0});
  }
  return record;
}

TEST(RunRecord, LogsEveryEpochOfAUsualRun) {
  const auto log = record_of(RunRecord::most_log_rows).history().log;
  ASSERT_EQ(log.size(), RunRecord::most_log_rows);
  for (std::size_t i = 0; i < log.size(); ++i) {
    EXPECT_EQ(log[i]->epoch, static_cast<std::int64_t>(i + 1));
    EXPECT_DOUBLE_EQ(log[i]->train_accuracy, 1.0 / static_cast<double>(i + 1));
  }
}

TEST(RunRecord, ThinsItsLogEvenlyOnceThereAreVeryManyRows) {
  for (const std::int64_t epochs : {4097, 4098, 4099, 8191, 8192, 8193, 8195, 8196, 20'000, 33'333}) {
    const auto log = record_of(epochs).history().log;
    ASSERT_LE(log.size(), RunRecord::most_log_rows);
    ASSERT_GT(log.size(), RunRecord::most_log_rows / 2);
    EXPECT_EQ(log.back()->epoch, epochs) << "the last row is always there";
    const std::int64_t stride = log[0]->epoch;
    for (std::size_t i = 0; i + 1 < log.size(); ++i) {
      EXPECT_EQ(log[i]->epoch, static_cast<std::int64_t>(i + 1) * stride) << "of " << epochs;
      EXPECT_DOUBLE_EQ(log[i]->train_accuracy, 1.0 / static_cast<double>(log[i]->epoch))
          << "a row that is left tells of its own epoch alone";
    }
  }
}

}  // namespace
}  // namespace lfp::test::run_record_test
