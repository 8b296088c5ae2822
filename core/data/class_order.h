#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lfp {

/// The number that `text` is, in decimal or scientific notation with a decimal point; nothing else counts,
/// neither "inf" nor "nan" nor what is too large for a float.
std::optional<double> as_number(std::string_view text);

/// How classes are sorted by name: numbers by value ("10" after "9"), then others by letters.
bool comes_before(const std::string& a, const std::string& b);

}  // namespace lfp
