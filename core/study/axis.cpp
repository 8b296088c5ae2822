#include "core/study/axis.h"

#include "core/files/csv_text.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <numeric>

namespace lfp {
namespace {

/// For values of a range: further digits are only rounding errors, as in 0.30000000000000004.
constexpr int exact_digits = 14;
/// For values shown in texts.
constexpr int shown_digits = 6;

double rounded(double value, int digits) {
  std::array<char, 32> text{};
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, digits).ptr;
  std::from_chars(text.data(), end, value);
  return value;
}

/// The standard deviation of the gaps between neighbours, relative to their mean.
double unevenness(const std::vector<double>& ascending) {
  const auto gaps = static_cast<double>(ascending.size() - 1);
  const double mean = (ascending.back() - ascending.front()) / gaps;
  double square = 0;
  for (std::size_t i = 1; i < ascending.size(); ++i)
    square += std::pow(ascending[i] - ascending[i - 1] - mean, 2);
  return mean > 0 ? std::sqrt(square / gaps) / mean : 0;
}

}  // namespace

std::vector<std::size_t> map_order(const std::vector<Axis>& axes) {
  std::vector<std::size_t> order(axes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_partition(order.begin(), order.end(),
                        [&](std::size_t axis) { return axes[axis].is_numeric(); });
  return order;
}

double value_at(const AxisRange& range, double index) {
  const auto last = static_cast<double>(range.steps - 1);
  double value = range.from;
  if (index >= last && range.steps > 1)
    value = range.to;
  else if (index > 0 && range.logarithmic)
    value = std::exp(std::log(range.from) + (std::log(range.to) - std::log(range.from)) * index / last);
  else if (index > 0)
    value = range.from + (range.to - range.from) * index / last;
  return range.whole ? std::round(value) : rounded(value, exact_digits);
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
  return {.label = range->whole ? text : shortest(rounded(number, shown_digits)),
          .changes = changes_to(text),
          .number = number};
}

bool Axis::is_numeric() const {
  return range ||
         std::ranges::all_of(values, [](const AxisValue& value) { return value.number.has_value(); });
}

bool Axis::is_logarithmic() const {
  if (range) return range->logarithmic;
  if (!is_numeric() || values.size() < 3) return false;
  std::vector<double> numbers;
  for (const AxisValue& value : values) numbers.push_back(*value.number);
  std::ranges::sort(numbers);
  constexpr double wide = 10;
  if (!(numbers.front() > 0) || numbers.back() / numbers.front() < wide) return false;
  std::vector<double> exponents;
  exponents.reserve(numbers.size());
  for (const double number : numbers) exponents.push_back(std::log(number));
  return unevenness(exponents) < 0.5 * unevenness(numbers);
}

}  // namespace lfp
