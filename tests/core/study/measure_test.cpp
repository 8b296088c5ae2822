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

TEST(a_measure, of_layers_is_one_of_all_together_too) {
  RunResult run;
  run.numbers.sparsity = 0.75;
  const LayerResult layer{.kind = "dense", .weights = 10, .flipped = 1, .numbers = {.moved = 2}};
  EXPECT_EQ(find_measure("sparsity")->value(run), 0.75);
  EXPECT_FALSE(find_measure("moved")->value(run));
  EXPECT_EQ(find_measure("moved")->of_layer(layer), 2.0);
  EXPECT_EQ(find_measure("flipped")->of_layer(layer), 0.1);
  EXPECT_TRUE(tell_of_layers({"loss", "moved"}));
  EXPECT_FALSE(tell_of_layers({"loss", "seconds"}));
}

}  // namespace
}  // namespace lfp::test::measure_test
