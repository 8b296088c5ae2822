#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace lfp {

/// How values lie, over seeds most often.
struct Spread {
  std::size_t count = 0;
  double mean = 0;
  double deviation = 0;  ///< of the sample, with count - 1; 0 for a single value
  double least = 0;
  double largest = 0;
};
/// Of values that are finite; others are left out.
Spread spread_of(std::span<const double> values);

struct Interval {
  double low = 0;
  double high = 0;
};
/// The interval that holds the mean with a probability of 95 %, by the percentile bootstrap: the values are
/// drawn anew with replacement 2,000 times, by a generator of a fixed seed. None for fewer than two values.
std::optional<Interval> bootstrap_interval(std::span<const double> values);

/// The mean rank of each contestant over the blocks, where 1 is the best and equals share their ranks.
/// `scores` has a row for each block with the score of every contestant.
std::vector<double> mean_ranks(const std::vector<std::vector<double>>& scores, bool more_is_better);

/// The difference of two mean ranks beyond which contestants are told apart at the 5 % level, by the test of
/// Nemenyi. Of 2 to 20 contestants over `blocks` blocks; none otherwise.
std::optional<double> critical_difference(std::size_t contestants, std::size_t blocks);

/// The probability that ranks would differ as much by chance, by the test of Friedman: its statistic is
/// compared with the chi-squared distribution.
double friedman_probability(std::span<const double> ranks, std::size_t blocks);

}  // namespace lfp
