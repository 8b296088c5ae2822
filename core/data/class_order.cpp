#include "core/data/class_order.h"

#include <charconv>
#include <cmath>

namespace lfp {

std::optional<double> as_number(std::string_view text) {
  if (text.starts_with("+") && !text.starts_with("+-")) text.remove_prefix(1);
  double value = 0.0;
  const char* const end = text.data() + text.size();
  const auto [stopped, failure] = std::from_chars(text.data(), end, value);
  if (failure != std::errc{} || stopped != end || !std::isfinite(static_cast<float>(value))) return {};
  return value;
}

bool comes_before(const std::string& a, const std::string& b) {
  const auto first = as_number(a);
  const auto second = as_number(b);
  if (first && second && *first != *second) return *first < *second;
  return first.has_value() != second.has_value() ? first.has_value() : a < b;
}

}  // namespace lfp
