#include "core/study/narrowed_axis.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>

namespace lfp {
namespace {

/// Rounds to the fewest digits that differ by less than a hundredth of a step, so that ends are readable.
double readable(double value, const AxisRange& range) {
  const auto place = [&](double number) { return range.logarithmic ? std::log(number) : number; };
  const double step =
      (place(range.to) - place(range.from)) / static_cast<double>(std::max<std::int64_t>(range.steps - 1, 1));
  constexpr int most_digits = 14;
  for (int digits = 2; digits < most_digits; ++digits) {
    std::array<char, 32> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, digits).ptr;
    double shorter = value;
    std::from_chars(text.data(), end, shorter);
    if (std::abs(place(shorter) - place(value)) <= 0.01 * step) return shorter;
  }
  return value;
}

bool has_repeats(const AxisRange& range) {
  for (std::int64_t i = 1; i < range.steps; ++i)
    if (value_at(range, static_cast<double>(i - 1)) == value_at(range, static_cast<double>(i))) return true;
  return false;
}

}  // namespace

AxisRange without_repeats(AxisRange range) {
  if (!range.whole) return range;
  range.from = std::round(range.from);
  range.to = std::max(std::round(range.to), range.from);
  range.steps = std::min(range.steps, static_cast<std::int64_t>(range.to - range.from) + 1);
  while (range.steps > 1 && has_repeats(range)) --range.steps;
  return range;
}

Axis narrowed(const Axis& axis, double low, double high) {
  const auto last = static_cast<double>(axis.count() - 1);
  low = std::clamp(low, 0.0, last);
  high = std::clamp(high, low, last);
  Axis part = axis;
  if (axis.range) {
    part.range->from = value_at(*axis.range, low);
    part.range->to = value_at(*axis.range, high);
    if (!(part.range->from < part.range->to)) {
      part.range->to = part.range->from;
      part.range->steps = 1;
    } else if (!part.range->whole) {
      const AxisRange exact = *part.range;
      part.range->from = readable(exact.from, exact);
      part.range->to = readable(exact.to, exact);
    }
    part.range = without_repeats(*part.range);
    return part;
  }
  const auto first = static_cast<std::ptrdiff_t>(std::lround(low));
  const auto end = static_cast<std::ptrdiff_t>(std::lround(high)) + 1;
  part.values = {axis.values.begin() + first, axis.values.begin() + end};
  return part;
}

}  // namespace lfp
