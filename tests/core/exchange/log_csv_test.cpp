#include "core/exchange/log_csv.h"

#include <memory>

#include <gtest/gtest.h>

namespace lfp::test::log_csv_test {
namespace {

RunSnapshot run(const std::string& name, std::vector<LogRow> rows) {
  RunSnapshot snapshot;
  snapshot.name = name;
  snapshot.layers.resize(2);
  for (auto& row : rows) snapshot.history.log.push_back(std::make_shared<const LogRow>(std::move(row)));
  return snapshot;
}

LogRow row(std::int64_t step, double accuracy) {
  return {.step = step,
          .epoch = step / 10,
          .train_accuracy = accuracy,
          .test_accuracy = 0.5,
          .loss = 0.1 + 0.2,
          .test_loss = 9.0,
          .mean_feedback = -1e-9,
          .feedback_norm = {2.5, 1.0},
          .flips = {3, 0}};
}

TEST(LogCsv, HasALineForEveryRowOfEveryRun) {
  const std::vector<RunSnapshot> runs = {run("LFP-ε", {row(10, 0.75), row(20, 1.0)}),
                                         run("Gradient, plain", {row(10, 0.5)})};
  EXPECT_EQ(log_csv(runs),
            "run,step,epoch,train_accuracy,test_accuracy,loss,mean_feedback,feedback_norm_1,feedback_norm_2,"
            "flips_1,flips_2,test_loss\n"
            "LFP-ε,10,1,0.75,0.5,0.30000000000000004,-1e-09,2.5,1,3,0,9\n"
            "LFP-ε,20,2,1,0.5,0.30000000000000004,-1e-09,2.5,1,3,0,9\n"
            "\"Gradient, plain\",10,1,0.5,0.5,0.30000000000000004,-1e-09,2.5,1,3,0,9\n");
}

TEST(LogCsv, SaysWhereRowsAreMissing) {
  const std::vector<RunSnapshot> runs = {run("A", {row(10, 1.0), row(30, 1.0), row(40, 1.0)})};
  const std::string text = log_csv(runs);
  EXPECT_NE(text.find(",flips_2,test_loss,epochs_since_last_row\n"), std::string::npos) << text;
  EXPECT_NE(text.find("A,10,1,1,0.5,0.30000000000000004,-1e-09,2.5,1,3,0,9,1\n"), std::string::npos) << text;
  EXPECT_NE(text.find("A,30,3,1,0.5,0.30000000000000004,-1e-09,2.5,1,3,0,9,2\n"), std::string::npos) << text;
  EXPECT_TRUE(text.ends_with(",9,1\n")) << text;
}

TEST(LogCsv, WithoutRowsThereIsTheHeader) {
  const std::vector<RunSnapshot> runs = {run("A", {})};
  EXPECT_EQ(log_csv(runs),
            "run,step,epoch,train_accuracy,test_accuracy,loss,mean_feedback,feedback_norm_1,feedback_norm_2,"
            "flips_1,flips_2,test_loss\n");
}

}  // namespace
}  // namespace lfp::test::log_csv_test
