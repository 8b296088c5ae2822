#include "core/inspection/fit_scan.h"

#include "core/lockstep/lockstep.h"
#include "tests/support/small_datasets.h"
#include "tests/support/small_experiment.h"
#include "tests/support/specs.h"

#include <cmath>

#include <gtest/gtest.h>

namespace lfp {
namespace {

Experiment regression(const std::string& kind, std::int64_t samples = 200) {
  Experiment experiment = test::small_experiment();
  experiment.dataset = test::choose(kind, {{"samples", samples}});
  experiment.network.layers = {test::dense_spec(6, "tanh"), test::dense_spec(1, "")};
  for (RunSpec& run : experiment.runs) {
    run.feedback = test::choose("squared_error");
    run.loss = "squared_error";
  }
  return experiment;
}

Interest interest_in(int resolution) {
  Interest interest;
  interest.fit_resolution = resolution;
  return interest;
}

TEST(a_fit, is_there_for_every_run_when_it_is_asked_for) {
  Lockstep lockstep = test::start(regression("sine"));
  EXPECT_FALSE(lockstep.snapshot({})->runs[0].fit);
  const auto snapshot = lockstep.snapshot(interest_in(10));
  ASSERT_EQ(snapshot->runs.size(), 2U);
  for (const RunSnapshot& run : snapshot->runs) {
    ASSERT_TRUE(run.fit);
    EXPECT_EQ(run.fit->columns, 40);
    EXPECT_EQ(run.fit->rows, 1);
    EXPECT_EQ(run.fit->values.size(), 40U);
  }
}

TEST(a_fit, goes_a_little_beyond_all_data) {
  Lockstep lockstep = test::start(regression("sine"));
  const auto snapshot = lockstep.snapshot(interest_in(8));
  const FitSnapshot& fit = *snapshot->runs[0].fit;
  for (const Samples* set : {&snapshot->dataset->train, &snapshot->dataset->test})
    for (const float x : set->inputs) {
      EXPECT_GT(x, fit.x_low);
      EXPECT_LT(x, fit.x_high);
    }
}

TEST(a_fit, is_what_the_network_answers_there) {
  Lockstep lockstep = test::start(regression("plane"));
  lockstep.advance(5);
  Interest interest = interest_in(6);
  const auto plain = lockstep.snapshot(interest);
  const FitSnapshot& fit = *plain->runs[1].fit;
  ASSERT_EQ(fit.rows, 6);
  for (const auto& [row, column] : {std::pair{0, 0}, {2, 5}, {5, 1}}) {
    const auto at = [](float low, float high, int place) {
      return low + (static_cast<float>(place) + 0.5F) / 6.0F * (high - low);
    };
    interest.drawn = std::make_shared<const std::vector<float>>(
        std::vector<float>{at(fit.x_low, fit.x_high, column), at(fit.y_low, fit.y_high, row)});
    const auto drawn = lockstep.snapshot(interest);
    EXPECT_NEAR(fit.at(row, column, 0), drawn->runs[1].drawn->outputs[0], 1e-5F);
  }
}

TEST(a_fit, is_not_there_for_classes_many_features_or_autoencoders) {
  Lockstep classes = test::start(test::small_experiment());
  EXPECT_FALSE(classes.snapshot(interest_in(4))->runs[0].fit);
  Lockstep many = test::start(regression("friedman"));
  EXPECT_FALSE(many.snapshot(interest_in(4))->runs[0].fit);
  Experiment reproducing = regression("sine");
  reproducing.autoencode = true;
  Lockstep autoencoder = test::start(reproducing);
  EXPECT_FALSE(autoencoder.snapshot(interest_in(4))->runs[0].fit);
}

TEST(predictions_of_values, are_those_that_each_sample_gets_by_itself) {
  Lockstep lockstep = test::start(regression("sine", 60));
  lockstep.advance(3);
  lockstep.evaluate();
  Interest interest;
  interest.sample = true;
  const auto predictions = lockstep.snapshot(interest)->runs[0].test_predictions;
  ASSERT_NE(predictions, nullptr);
  const auto samples = lockstep.snapshot(interest)->dataset->test.count();
  ASSERT_EQ(predictions->outputs, 1);
  ASSERT_EQ(std::ssize(predictions->values), samples);
  EXPECT_TRUE(predictions->predicted.empty());
  for (std::int64_t n = 0; n < samples; ++n) {
    interest.sample_index = n;
    const auto snapshot = lockstep.snapshot(interest);
    const float alone = snapshot->runs[0].sample->outputs[0];
    const auto at = static_cast<std::size_t>(n);
    EXPECT_NEAR(predictions->values[at], alone, 1e-5F);
    EXPECT_NEAR(predictions->error[at], std::abs(alone - snapshot->dataset->test.targets[at]), 1e-5F);
  }
}

TEST(predictions_of_an_autoencoder, tell_the_error_alone) {
  Experiment experiment = regression("plane", 60);
  experiment.autoencode = true;
  experiment.network.layers.back() = test::dense_spec(2, "");
  Lockstep lockstep = test::start(experiment);
  lockstep.evaluate();
  Interest interest;
  interest.sample = true;
  interest.sample_index = 3;
  const auto snapshot = lockstep.snapshot(interest);
  const Predictions& predictions = *snapshot->runs[0].test_predictions;
  EXPECT_TRUE(predictions.values.empty());
  ASSERT_EQ(std::ssize(predictions.error), snapshot->dataset->test.count());
  const SampleSnapshot& sample = *snapshot->runs[0].sample;
  const float across = sample.outputs[0] - sample.input[0];
  const float up = sample.outputs[1] - sample.input[1];
  EXPECT_NEAR(predictions.error[3], std::sqrt((across * across + up * up) / 2), 1e-5F);
}

}  // namespace
}  // namespace lfp
