#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace lfp {

/// How many values fall where. The bins are of equal width from -range to +range, and the range is a power of
/// two: so of two histograms the finer one's bins fit into the other's.
struct Histogram {
  static constexpr std::size_t bins = 128;
  float range = 0.0F;  ///< the smallest power of two that no value exceeds; 0 where all values are zero
  std::array<std::uint32_t, bins> counts{};  ///< value v is in bin (v + range) / (2 range) * bins
  std::int64_t count = 0;                    ///< of finite values
  std::int64_t zeros = 0;                    ///< exactly zero; these are in the bins too
  std::int64_t not_finite = 0;               ///< in no bin
  double mean = 0.0;
  double deviation = 0.0;  ///< of the whole population
  float low = 0.0F;
  float high = 0.0F;

  /// Where bin `index` begins.
  double edge(std::size_t index) const {
    return static_cast<double>(range) * (2.0 * static_cast<double>(index) / static_cast<double>(bins) - 1.0);
  }
};

/// What there are histograms of.
enum class HistogramKind { weights, weight_feedback, unit_feedback, updates };
inline constexpr std::size_t histogram_kinds = 4;

}  // namespace lfp
