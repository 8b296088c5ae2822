#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace lfp {

/// The distribution of a set of values, most often over seeds.
struct Spread {
  std::size_t count = 0;
  double mean = 0;
  double deviation = 0;  ///< sample standard deviation, with count - 1; 0 for a single value
  double least = 0;
  double largest = 0;
};
/// Values that are not finite are left out.
Spread spread_of(std::span<const double> values);

struct Interval {
  double low = 0;
  double high = 0;
};
/// A 95 % confidence interval of the mean by the percentile bootstrap: the values are resampled with
/// replacement 2,000 times, with a fixed seed. Returns nothing for fewer than two values.
std::optional<Interval> bootstrap_interval(std::span<const double> values);

/// The mean rank of each contestant over the blocks, where 1 is the best and ties share their ranks. `scores`
/// has one row per block, with the score of every contestant.
std::vector<double> mean_ranks(const std::vector<std::vector<double>>& scores, bool more_is_better);

/// The critical difference of two mean ranks at the 5 % level, by the Nemenyi test. Returns nothing unless
/// there are 2 to 20 contestants and at least one block.
std::optional<double> critical_difference(std::size_t contestants, std::size_t blocks);

/// The p-value of the Friedman test: the probability that the ranks would differ as much by chance. Its
/// statistic is compared with the chi-squared distribution.
double friedman_probability(std::span<const double> ranks, std::size_t blocks);

}  // namespace lfp
