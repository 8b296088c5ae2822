#include "core/study/statistics.h"

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lfp::test::statistics_test {
namespace {

std::vector<double> some_values() {
  return *rc::gen::suchThat(rc::gen::container<std::vector<double>>(
                                rc::gen::map(rc::gen::inRange(-1000, 1000), [](int n) { return n / 10.0; })),
                            [](const auto& values) { return !values.empty() && values.size() < 60; });
}

RC_GTEST_PROP(Spread, IsWhatItsDefinitionSays, ()) {
  const auto values = some_values();
  const Spread spread = spread_of(values);
  const auto n = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double squares = 0;
  for (const double value : values) squares += std::pow(value - mean, 2);
  RC_ASSERT(spread.count == values.size());
  RC_ASSERT(std::abs(spread.mean - mean) < 1e-9);
  RC_ASSERT(std::abs(spread.deviation - (n > 1 ? std::sqrt(squares / (n - 1)) : 0.0)) < 1e-9);
  RC_ASSERT(spread.least == *std::ranges::min_element(values));
  RC_ASSERT(spread.largest == *std::ranges::max_element(values));
}

TEST(Spread, LeavesOutWhatIsNotFinite) {
  const std::vector<double> values{1, std::nan(""), 3, INFINITY};
  EXPECT_EQ(spread_of(values).count, 2U);
  EXPECT_EQ(spread_of(values).mean, 2);
  EXPECT_EQ(spread_of({}).count, 0U);
}

RC_GTEST_PROP(Bootstrap, HoldsTheMeanAndIsTheSameEachTime, ()) {
  const auto values = some_values();
  RC_PRE(values.size() > 1);
  const auto interval = bootstrap_interval(values);
  const auto again = bootstrap_interval(values);
  RC_ASSERT(interval && again);
  RC_ASSERT(interval->low == again->low);
  const Spread spread = spread_of(values);
  RC_ASSERT(interval->low >= spread.least - 1e-9 && interval->high <= spread.largest + 1e-9);
  RC_ASSERT(interval->low <= spread.mean + 1e-9 && interval->high >= spread.mean - 1e-9);
}

TEST(Bootstrap, IsCloseToTheNormalIntervalOfManyValues) {
  std::vector<double> values;
  for (int i = 0; i < 400; ++i) values.push_back(i % 20);
  const Spread spread = spread_of(values);
  const double half = 1.96 * spread.deviation / std::sqrt(400.0);
  const auto interval = bootstrap_interval(values);
  EXPECT_NEAR(interval->low, spread.mean - half, 0.1 * half);
  EXPECT_NEAR(interval->high, spread.mean + half, 0.1 * half);
}

TEST(Bootstrap, NeedsTwoValues) {
  EXPECT_FALSE(bootstrap_interval(std::vector{1.0}));
}

TEST(Ranks, EqualsShareTheirRanks) {
  EXPECT_EQ(mean_ranks({{0.9, 0.8, 0.9, 0.1}}, true), (std::vector{1.5, 3.0, 1.5, 4.0}));
  EXPECT_EQ(mean_ranks({{0.9, 0.8, 0.9, 0.1}}, false), (std::vector{3.5, 2.0, 3.5, 1.0}));
  EXPECT_EQ(mean_ranks({{1, 2}, {2, 1}}, true), (std::vector{1.5, 1.5}));
  EXPECT_TRUE(mean_ranks({}, true).empty());
}

RC_GTEST_PROP(Ranks, AddUpToTheSame, ()) {
  const auto contestants = *rc::gen::inRange<std::size_t>(1, 8);
  const auto scores = *rc::gen::container<std::vector<std::vector<double>>>(
      *rc::gen::inRange<std::size_t>(1, 10),
      rc::gen::container<std::vector<double>>(
          contestants, rc::gen::map(rc::gen::inRange(0, 5), [](int n) { return double(n); })));
  const auto ranks = mean_ranks(scores, true);
  const auto k = static_cast<double>(contestants);
  RC_ASSERT(std::abs(std::accumulate(ranks.begin(), ranks.end(), 0.0) - k * (k + 1) / 2) < 1e-9);
}

TEST(CriticalDifference, IsThatOfDemsarsExample) {
  // Four classifiers over 14 data sets: Demšar, Statistical comparisons of classifiers over multiple data
  // sets, 2006, section 3.2.
  EXPECT_NEAR(*critical_difference(4, 14), 1.25, 0.005);
  const std::vector ranks{3.143, 2.000, 2.893, 1.964};
  EXPECT_NEAR(friedman_probability(ranks, 14), 0.0258, 0.001);
  EXPECT_FALSE(critical_difference(1, 10));
  EXPECT_FALSE(critical_difference(21, 10));
}

TEST(Friedman, EqualRanksTellNothing) {
  EXPECT_NEAR(friedman_probability(std::vector{2.0, 2.0, 2.0}, 10), 1.0, 1e-12);
  // With two degrees of freedom the probability is exp(-x / 2).
  EXPECT_NEAR(friedman_probability(std::vector{1.0, 2.0, 3.0}, 10), std::exp(-10.0), 1e-12);
}

}  // namespace
}  // namespace lfp::test::statistics_test
