#include "core/study/narrowed_axis.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace lfp {
namespace {

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
