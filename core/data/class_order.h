#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lfp {

/// Parses a number in decimal or scientific notation with a decimal point. Returns nothing for any other
/// text, including "inf", "nan" and numbers too large for a float.
std::optional<double> as_number(std::string_view text);

/// The sort order of class names: numbers by value ("10" after "9"), then other names alphabetically.
bool comes_before(const std::string& a, const std::string& b);

}  // namespace lfp
