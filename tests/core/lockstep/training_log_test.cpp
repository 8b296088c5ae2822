#include "core/lockstep/training_log.h"

#include "tests/support/small_experiment.h"
#include "tests/support/temporary_folder.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace lfp::test::training_log_test {
namespace {

void train_epochs(Lockstep& lockstep, int epochs, TrainingLog* log) {
  for (int epoch = 0; epoch < epochs; ++epoch) {
    lockstep.advance(lockstep.position().batches_per_epoch);
    if (log != nullptr) log->add_rows(lockstep);
  }
}

TEST(TrainingLog, HasEveryRowAsSoonAsItIsClosed) {
  const TemporaryFolder folder;
  auto lockstep = test::start(small_experiment());
  TrainingLog log(folder / "log.csv", lockstep);
  const std::string header = folder.read("log.csv");
  EXPECT_TRUE(header.starts_with("run,step,epoch,")) << header;
  train_epochs(lockstep, 1, &log);
  const std::string one = folder.read("log.csv");
  EXPECT_EQ(std::count(one.begin(), one.end(), '\n'), 1 + 2);
  log.add_rows(lockstep);
  EXPECT_EQ(folder.read("log.csv"), one) << "no row comes twice";
}

TEST(TrainingLog, EndsUpInTheOrderOfTheRuns) {
  const TemporaryFolder folder;
  auto lockstep = test::start(small_experiment());
  TrainingLog log(folder / "log.csv", lockstep);
  train_epochs(lockstep, 3, &log);
  log.put_in_order();
  EXPECT_EQ(folder.read("log.csv"), log_csv(lockstep.snapshot({})->runs));
}

TEST(TrainingLog, BeginsWithWhatWasTrainedBefore) {
  const TemporaryFolder folder;
  auto lockstep = test::start(small_experiment());
  train_epochs(lockstep, 2, nullptr);
  TrainingLog log(folder / "log.csv", lockstep);
  EXPECT_EQ(folder.read("log.csv"), log_csv(lockstep.snapshot({})->runs));
  train_epochs(lockstep, 2, &log);
  log.put_in_order();
  EXPECT_EQ(folder.read("log.csv"), log_csv(lockstep.snapshot({})->runs));
}

}  // namespace
}  // namespace lfp::test::training_log_test
