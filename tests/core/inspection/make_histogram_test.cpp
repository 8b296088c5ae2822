#include "core/inspection/make_histogram.h"

#include "core/lockstep/lockstep.h"
#include "tests/support/small_experiment.h"

#include <cmath>
#include <limits>
#include <numeric>

#include <gtest/gtest.h>

namespace lfp::test::make_histogram_test {
namespace {

Histogram of(const std::vector<Scalar>& values) {
  return make_histogram(values.data(), std::ssize(values));
}

Interest in(HistogramKind kind) {
  Interest interest;
  interest.histograms[static_cast<std::size_t>(kind)] = true;
  interest.all_weights = true;
  return interest;
}

TEST(a_histogram, counts_every_value_in_the_bin_it_belongs_to) {
  const std::vector<Scalar> values = {-0.9, -0.5, -0.01, 0, 0, 0.01, 0.25, 0.5, 0.999, 1};
  const Histogram histogram = of(values);
  EXPECT_EQ(histogram.range, 1.0F);
  for (std::size_t bin = 0; bin < Histogram::bins; ++bin) {
    std::uint32_t expected = 0;
    const bool is_last = bin + 1 == Histogram::bins;
    for (const Scalar value : values)
      if (value >= histogram.edge(bin) && (is_last || value < histogram.edge(bin + 1))) ++expected;
    EXPECT_EQ(histogram.counts[bin], expected) << bin;
  }
  EXPECT_EQ(histogram.count, 10);
  EXPECT_EQ(histogram.zeros, 2);
  EXPECT_FLOAT_EQ(histogram.low, -0.9F);
  EXPECT_FLOAT_EQ(histogram.high, 1.0F);
}

TEST(a_histogram, has_the_mean_and_deviation_of_its_values) {
  const Histogram histogram = of({1, 2, 3, 6});
  EXPECT_DOUBLE_EQ(histogram.mean, 3.0);
  EXPECT_NEAR(histogram.deviation, std::sqrt((4 + 1 + 0 + 9) / 4.0), 1e-12);
}

TEST(a_histogram, has_a_power_of_two_for_its_range) {
  EXPECT_EQ(of({0.3, -0.1}).range, 0.5F);
  EXPECT_EQ(of({-0.5}).range, 0.5F);
  EXPECT_EQ(of({5e-4}).range, std::ldexp(1.0F, -10));
  EXPECT_EQ(of({70}).range, 128.0F);
}

TEST(a_histogram, tells_what_is_not_finite_apart) {
  const Scalar infinity = std::numeric_limits<Scalar>::infinity();
  const Histogram histogram = of({1, infinity, -infinity, std::numeric_limits<Scalar>::quiet_NaN()});
  EXPECT_EQ(histogram.count, 1);
  EXPECT_EQ(histogram.not_finite, 3);
  EXPECT_EQ(std::accumulate(histogram.counts.begin(), histogram.counts.end(), 0U), 1U);
  EXPECT_EQ(histogram.range, 1.0F);
}

TEST(a_histogram, of_zeros_alone_has_no_range) {
  const Histogram histogram = of({0, 0, 0});
  EXPECT_EQ(histogram.range, 0.0F);
  EXPECT_EQ(histogram.counts[Histogram::bins / 2], 3U);
  EXPECT_EQ(of({}).count, 0);
}

TEST(histograms, are_made_of_what_is_asked_for_alone) {
  Lockstep lockstep = test::start(test::small_experiment());
  lockstep.advance(3);
  const auto snapshot = lockstep.snapshot(in(HistogramKind::weights));
  const LayerSnapshot& layer = snapshot->runs[1].layers[0];
  ASSERT_NE(layer.histograms[0], nullptr);
  for (std::size_t kind = 1; kind < histogram_kinds; ++kind) EXPECT_EQ(layer.histograms[kind], nullptr);
  EXPECT_EQ(layer.histograms[0]->count, 24);
  double sum = 0;
  for (const float weight : layer.weights->weight.values) sum += static_cast<double>(weight);
  EXPECT_NEAR(layer.histograms[0]->mean, sum / 24, 1e-6);
}

TEST(histograms, of_feedback_are_those_of_the_last_step) {
  Lockstep lockstep = test::start(test::small_experiment());
  lockstep.advance(3);
  const auto by_weight = lockstep.snapshot(in(HistogramKind::weight_feedback));
  const auto by_unit = lockstep.snapshot(in(HistogramKind::unit_feedback));
  const LayerSnapshot& layer = by_weight->runs[0].layers[1];
  double sum = 0;
  for (const float feedback : layer.weights->feedback.values) sum += static_cast<double>(feedback);
  EXPECT_NEAR(layer.histograms[1]->mean, sum / 144, 1e-7);
  EXPECT_EQ(by_unit->runs[0].layers[1].histograms[2]->count, 12);
}

TEST(histograms, of_updates_are_what_the_last_step_has_added) {
  Lockstep lockstep = test::start(test::small_experiment());
  lockstep.want({.updates = true});
  lockstep.advance(4);
  const auto before = lockstep.snapshot(in(HistogramKind::weights));
  lockstep.advance(1);
  const auto after = lockstep.snapshot(in(HistogramKind::updates));
  for (std::size_t run = 0; run < 2; ++run) {
    const auto& old = before->runs[run].layers[2].weights->weight.values;
    const auto& now = after->runs[run].layers[2].weights->weight.values;
    double sum = 0;
    double largest = 0;
    for (std::size_t i = 0; i < old.size(); ++i) {
      const auto change = static_cast<double>(now[i]) - static_cast<double>(old[i]);
      sum += change;
      largest = std::max(largest, std::abs(change));
    }
    const Histogram& updates = *after->runs[run].layers[2].histograms[3];
    EXPECT_NEAR(updates.mean, sum / static_cast<double>(old.size()), 1e-6);
    EXPECT_NEAR(std::max(-updates.low, updates.high), largest, 1e-6);
  }
}

TEST(histograms, of_updates_are_not_there_before_a_step_that_keeps_them) {
  Lockstep lockstep = test::start(test::small_experiment());
  lockstep.advance(2);
  lockstep.want({.updates = true});
  EXPECT_EQ(lockstep.snapshot(in(HistogramKind::updates))->runs[0].layers[0].histograms[3], nullptr);
  lockstep.advance(1);
  EXPECT_NE(lockstep.snapshot(in(HistogramKind::updates))->runs[0].layers[0].histograms[3], nullptr);
}

}  // namespace
}  // namespace lfp::test::make_histogram_test
