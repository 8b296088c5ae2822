#include "widgets/style/colour_map.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace lfp {
namespace {

/// 256 entries between evenly spaced stops, interpolated in sRGB.
template <std::size_t Count>
ColourTable interpolated(const std::array<QRgb, Count>& stops) {
  ColourTable table{};
  for (std::size_t entry = 0; entry < table.size(); ++entry) {
    const double place = static_cast<double>(entry) / 255.0 * static_cast<double>(Count - 1);
    const auto left = std::min(static_cast<std::size_t>(place), Count - 2);
    const double part = place - static_cast<double>(left);
    table[entry] = blended(QColor(stops[left + 1]), QColor(stops[left]), part).rgb();
  }
  return table;
}

}  // namespace

const ColourTable& signed_colours(const Theme& theme) {
  static const ColourTable light = interpolated<9>(
      {0x0B3C73, 0x1F68AE, 0x5B9DD3, 0xAFCFEA, 0xF7F7F5, 0xF8CFA3, 0xEE9A4A, 0xC96A14, 0x7F3B00});
  static const ColourTable dark = interpolated<9>(
      {0xC2E0FF, 0x7DB8F0, 0x3C87CB, 0x1E4C7C, 0x22272D, 0x6B3F12, 0xB86C1E, 0xEF9B4A, 0xFFDDB8});
  return theme.is_dark ? dark : light;
}

const ColourTable& unsigned_colours(const Theme& theme) {
  static const ColourTable light =
      interpolated<6>({0xFFFBDD, 0xCFE6A6, 0x7CC08E, 0x2F9186, 0x146070, 0x0B3350});
  static const ColourTable dark =
      interpolated<6>({0x1B2027, 0x153F4A, 0x1F6E6E, 0x4CA37C, 0xA3CF86, 0xFBF6C0});
  return theme.is_dark ? dark : light;
}

QRgb signed_colour(const ColourTable& table, float value, float range) {
  const float part = range > 0.0F && !std::isnan(value) ? std::clamp(value / range, -1.0F, 1.0F) : 0.0F;
  return table[static_cast<std::size_t>(std::lround((part + 1.0F) * 127.5F))];
}

float symmetric_range(std::span<const float> values) {
  std::vector<float> sizes;
  sizes.reserve(values.size());
  for (const float value : values)
    if (std::isfinite(value)) sizes.push_back(std::abs(value));
  if (sizes.empty()) return 0.0F;
  const std::size_t rank = (sizes.size() * 97 + 99) / 100 - 1;
  const auto percentile = sizes.begin() + static_cast<std::ptrdiff_t>(rank);
  std::nth_element(sizes.begin(), percentile, sizes.end());
  // Where nearly all values are zero, the few others still have to show.
  return *percentile > 0.0F ? *percentile : *std::max_element(percentile, sizes.end());
}

float SteadyRange::update(float wanted, qint64 now_milliseconds) {
  constexpr qint64 hold_milliseconds = 500;
  largest_ = std::max(largest_, wanted);
  if (value_ > 0.0F && now_milliseconds - changed_at_ < hold_milliseconds) return value_;
  value_ = largest_;
  largest_ = 0.0F;
  changed_at_ = now_milliseconds;
  return value_;
}

}  // namespace lfp
