#include "widgets/style/colour_map.h"

#include "widgets/style/scale_colours.h"

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

struct Tables {
  ColourTable with_sign, without_sign;

  explicit Tables(const ScaleColours::Stops& stops)
      : with_sign(interpolated(stops.with_sign)), without_sign(interpolated(stops.without_sign)) {}
};

const Tables& tables(const Theme& theme) {
  struct Pair {
    Tables light, dark;
    explicit Pair(Theme::Scales scales)
        : light(scale_colours(scales).light), dark(scale_colours(scales).dark) {}
  };
  static const std::array<Pair, 3> all{Pair(Theme::Scales::orange_blue), Pair(Theme::Scales::green_purple),
                                       Pair(Theme::Scales::red_cyan)};
  const Pair& chosen = all[static_cast<std::size_t>(theme.scales)];
  return theme.is_dark ? chosen.dark : chosen.light;
}

}  // namespace

const ColourTable& signed_colours(const Theme& theme) {
  return tables(theme).with_sign;
}

const ColourTable& unsigned_colours(const Theme& theme) {
  return tables(theme).without_sign;
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
