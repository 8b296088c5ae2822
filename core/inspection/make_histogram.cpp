#include "core/inspection/make_histogram.h"

#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

/// Finite values as the histogram sees them, one after the other.
template <class Use>
void for_each_value(const Scalar* values, Index count, Scalar factor, const Scalar* subtracted,
                    const Use& use) {
  for (Index i = 0; i < count; ++i)
    use(static_cast<float>(factor * values[i] - (subtracted == nullptr ? Scalar(0) : subtracted[i])));
}

/// Not below `largest`; 0 for 0.
float power_of_two(float largest) {
  if (largest <= 0.0F) return 0.0F;
  int exponent = 0;
  const float mantissa = std::frexp(largest, &exponent);
  return std::ldexp(1.0F, mantissa == 0.5F ? exponent - 1 : exponent);
}

}  // namespace

Histogram make_histogram(const Scalar* values, Index count, Scalar factor, const Scalar* subtracted) {
  Histogram result;
  double sum = 0.0;
  double squares = 0.0;
  for_each_value(values, count, factor, subtracted, [&](float value) {
    if (!std::isfinite(value)) {
      ++result.not_finite;
      return;
    }
    result.low = result.count == 0 ? value : std::min(result.low, value);
    result.high = result.count == 0 ? value : std::max(result.high, value);
    ++result.count;
    result.zeros += value == 0.0F ? 1 : 0;
    sum += static_cast<double>(value);
    squares += static_cast<double>(value) * static_cast<double>(value);
  });
  if (result.count == 0) return result;
  const auto number = static_cast<double>(result.count);
  result.mean = sum / number;
  result.deviation = std::sqrt(std::max(0.0, squares / number - result.mean * result.mean));
  result.range = power_of_two(std::max(-result.low, result.high));
  if (!std::isfinite(result.range)) result.range = std::max(-result.low, result.high);

  constexpr int middle = Histogram::bins / 2;
  constexpr auto half = static_cast<float>(middle);
  constexpr auto last = static_cast<float>(Histogram::bins - 1);
  // All zeros are in the bin that begins at zero, whatever its width.
  const float scale = result.range > 0.0F ? half / result.range : 0.0F;
  for_each_value(values, count, factor, subtracted, [&](float value) {
    if (!std::isfinite(value)) return;
    const float place = std::clamp(std::floor(value * scale) + half, 0.0F, last);
    ++result.counts[static_cast<std::size_t>(place)];
  });
  return result;
}

}  // namespace lfp
