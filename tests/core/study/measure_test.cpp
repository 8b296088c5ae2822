#include "core/study/measure.h"

#include <gtest/gtest.h>

namespace lfp::test::measure_test {
namespace {

TEST(a_measure, has_a_name_of_its_own) {
  for (const Measure& measure : measures()) EXPECT_EQ(find_measure(measure.name), &measure);
  EXPECT_EQ(find_measure("accuracy"), nullptr);
}

TEST(a_measure, of_training_is_missing_where_no_step_was_made) {
  RunResult untrained;
  untrained.test_accuracy = 0.5;
  for (const char* name : {"loss", "feedback_ratio", "loss_rises"})
    EXPECT_FALSE(find_measure(name)->value(untrained)) << name;
  EXPECT_EQ(find_measure("test_accuracy")->value(untrained), 0.5);
  untrained.steps = 3;
  untrained.loss = 0.25;
  EXPECT_EQ(find_measure("loss")->value(untrained), 0.25);
}

TEST(a_measure, of_flips_is_a_part_of_all_weights) {
  RunResult run;
  EXPECT_FALSE(find_measure("flipped")->value(run));
  run.weights = 8;
  run.flipped = 2;
  EXPECT_EQ(find_measure("flipped")->value(run), 0.25);
}

}  // namespace
}  // namespace lfp::test::measure_test
