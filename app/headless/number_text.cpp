#include "app/headless/number_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace lfp {
namespace {

std::string number(double value, std::chars_format format, int decimals) {
  std::array<char, 400> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value, format, decimals).ptr;
  return {text.data(), end};
}

}  // namespace

std::string percent(double fraction, int decimals) {
  return number(100.0 * fraction, std::chars_format::fixed, decimals) + " %";
}

std::string score(double score, bool of_values) {
  constexpr double large = 1e4;
  if (!of_values) return percent(score);
  return std::abs(score) < large ? number(score, std::chars_format::fixed, 3)
                                 : number(score, std::chars_format::scientific, 1);
}

}  // namespace lfp
