#include "core/study/axis.h"

#include "core/files/csv_text.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace lfp {

double value_at(const AxisRange& range, double index) {
  const auto last = static_cast<double>(range.steps - 1);
  double value = range.from;
  if (index >= last && range.steps > 1)
    value = range.to;
  else if (index > 0 && range.logarithmic)
    value = std::exp(std::log(range.from) + (std::log(range.to) - std::log(range.from)) * index / last);
  else if (index > 0)
    value = range.from + (range.to - range.from) * index / last;
  return range.whole ? std::round(value) : value;
}

std::int64_t Axis::count() const {
  return range ? range->steps : static_cast<std::int64_t>(values.size());
}

std::vector<ValueChange> Axis::changes_to(const std::string& value) const {
  if (places.empty()) return {{.path = path, .value = value}};
  std::vector<ValueChange> changes;
  for (const std::string& place : places) changes.push_back({.path = place, .value = value});
  return changes;
}

AxisValue Axis::at(std::int64_t index) const {
  assert(index >= 0 && index < count());
  if (!range) return values[static_cast<std::size_t>(index)];
  const double number = value_at(*range, static_cast<double>(index));
  const std::string text =
      range->whole ? std::to_string(static_cast<std::int64_t>(number)) : shortest(number);
  return {.label = text, .changes = changes_to(text), .number = number};
}

bool Axis::is_numeric() const {
  return range ||
         std::ranges::all_of(values, [](const AxisValue& value) { return value.number.has_value(); });
}

bool Axis::is_logarithmic() const {
  if (range) return range->logarithmic;
  if (!is_numeric() || values.size() < 3) return false;
  const auto [least, largest] =
      std::ranges::minmax(values, {}, [](const AxisValue& value) { return *value.number; });
  constexpr double wide = 50;
  return *least.number > 0 && *largest.number / *least.number >= wide;
}

}  // namespace lfp
