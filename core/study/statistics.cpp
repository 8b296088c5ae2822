#include "core/study/statistics.h"

#include "core/base/random.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numeric>

namespace lfp {
namespace {

constexpr std::uint64_t bootstrap_seed = 1;
constexpr std::size_t resamples = 2000;
constexpr double outside = 0.025;  // probability on each side

/// The quantile of the sorted values at the fraction `part`, linearly interpolated between two of them.
double quantile(const std::vector<double>& sorted, double part) {
  const double place = part * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

std::vector<double> ranks_of(const std::vector<double>& scores, bool more_is_better) {
  std::vector<double> ranks;
  for (const double own : scores) {
    double better = 0;
    double equal = 0;
    for (const double other : scores) {
      better += (more_is_better ? other > own : other < own) ? 1 : 0;
      equal += other == own ? 1 : 0;
    }
    ranks.push_back(better + (equal + 1) / 2);
  }
  return ranks;
}

/// The regularised upper incomplete gamma function, by its series or its continued fraction.
double upper_gamma(double a, double x) {
  if (x <= 0) return 1;
  constexpr int most_terms = 1000;
  constexpr double small = 1e-15;
  const double factor = std::exp(a * std::log(x) - x - std::lgamma(a));
  if (x < a + 1) {
    double term = 1 / a;
    double sum = term;
    for (int n = 1; n < most_terms && term > sum * small; ++n) sum += term *= x / (a + n);
    return 1 - factor * sum;
  }
  // Lentz's method.
  constexpr double tiny = 1e-300;
  double b = x + 1 - a;
  double c = 1 / tiny;
  double d = 1 / b;
  double fraction = d;
  for (int n = 1; n < most_terms; ++n) {
    const double numerator = -n * (n - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    fraction *= d * c;
    if (std::abs(d * c - 1) < small) break;
  }
  return factor * fraction;
}

}  // namespace

Spread spread_of(std::span<const double> values) {
  Spread spread;
  double sum = 0;
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    spread.least = spread.count == 0 ? value : std::min(spread.least, value);
    spread.largest = spread.count == 0 ? value : std::max(spread.largest, value);
    ++spread.count;
    sum += value;
  }
  if (spread.count == 0) return spread;
  spread.mean = sum / static_cast<double>(spread.count);
  double squares = 0;
  for (const double value : values)
    if (std::isfinite(value)) squares += (value - spread.mean) * (value - spread.mean);
  if (spread.count > 1) spread.deviation = std::sqrt(squares / static_cast<double>(spread.count - 1));
  return spread;
}

std::optional<Interval> bootstrap_interval(std::span<const double> values) {
  if (values.size() < 2) return std::nullopt;
  Random random(bootstrap_seed, RandomStream::bootstrap);
  std::vector<double> means(resamples);
  for (double& mean : means) {
    double sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i) sum += values[random.below(values.size())];
    mean = sum / static_cast<double>(values.size());
  }
  std::ranges::sort(means);
  return Interval{.low = quantile(means, outside), .high = quantile(means, 1 - outside)};
}

std::vector<double> mean_ranks(const std::vector<std::vector<double>>& scores, bool more_is_better) {
  if (scores.empty()) return {};
  std::vector<double> sums(scores.front().size());
  for (const auto& block : scores) {
    assert(block.size() == sums.size());
    const auto ranks = ranks_of(block, more_is_better);
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += ranks[i];
  }
  for (double& sum : sums) sum /= static_cast<double>(scores.size());
  return sums;
}

std::optional<double> critical_difference(std::size_t contestants, std::size_t blocks) {
  // Quantiles of the studentised range at 5 % for infinitely many degrees of freedom, divided by √2.
  static constexpr std::array quantiles{1.960, 2.343, 2.569, 2.728, 2.850, 2.949, 3.031, 3.102, 3.164, 3.219,
                                        3.268, 3.313, 3.354, 3.391, 3.426, 3.458, 3.489, 3.517, 3.544};
  if (contestants < 2 || contestants - 2 >= quantiles.size() || blocks == 0) return std::nullopt;
  const auto k = static_cast<double>(contestants);
  return quantiles[contestants - 2] * std::sqrt(k * (k + 1) / (6 * static_cast<double>(blocks)));
}

double friedman_probability(std::span<const double> ranks, std::size_t blocks) {
  const auto k = static_cast<double>(ranks.size());
  if (ranks.size() < 2) return 1;
  const double squares = std::accumulate(ranks.begin(), ranks.end(), 0.0,
                                         [](double sum, double rank) { return sum + rank * rank; });
  const double statistic =
      12 * static_cast<double>(blocks) / (k * (k + 1)) * (squares - k * (k + 1) * (k + 1) / 4);
  return upper_gamma((k - 1) / 2, statistic / 2);
}

}  // namespace lfp
