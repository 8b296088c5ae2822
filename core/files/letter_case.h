#pragma once

#include <string>
#include <string_view>

namespace lfp {

/// The text with A to Z in lower case, whatever the locale; other letters stay as they are.
inline std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (auto& letter : lower)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  return lower;
}

}  // namespace lfp
