#include "core/files/csv_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace lfp {
namespace {

template <class Real>
std::string shortest_of(Real value) {
  if (std::isnan(value)) return "nan";
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  return {text.data(), end};
}

}  // namespace

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char letter : text) quoted += letter == '"' ? std::string("\"\"") : std::string(1, letter);
  return quoted + "\"";
}

std::string shortest(float value) {
  return shortest_of(value);
}
std::string shortest(double value) {
  return shortest_of(value);
}

}  // namespace lfp
