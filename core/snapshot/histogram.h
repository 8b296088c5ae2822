#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace lfp {

/// How the values are distributed. The bins have equal width from -range to +range, and the range is a power
/// of two, so the bins of a finer histogram fit exactly into those of a coarser one.
struct Histogram {
  static constexpr std::size_t bins = 128;
  float range = 0.0F;  ///< the smallest power of two that no value exceeds; 0 where all values are zero
  std::array<std::uint32_t, bins> counts{};  ///< value v is in bin (v + range) / (2 range) * bins
  std::int64_t count = 0;                    ///< number of finite values
  std::int64_t zeros = 0;                    ///< values that are exactly zero; they also count in the bins
  std::int64_t not_finite = 0;               ///< number of infinite or NaN values, which are in no bin
  double mean = 0.0;
  double deviation = 0.0;  ///< standard deviation, dividing by `count`
  float low = 0.0F;
  float high = 0.0F;

  /// The lower edge of bin `index`.
  double edge(std::size_t index) const {
    return static_cast<double>(range) * (2.0 * static_cast<double>(index) / static_cast<double>(bins) - 1.0);
  }
};

/// The quantities for which there are histograms.
enum class HistogramKind { weights, weight_feedback, unit_feedback, updates };
inline constexpr std::size_t histogram_kinds = 4;

}  // namespace lfp
