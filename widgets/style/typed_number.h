#pragma once

#include <QString>
#include <optional>

namespace lfp {

/// The number in a text that the window shows or a person types: with a real minus or a hyphen, groups of
/// three digits between commas, a comma for a point, a percent sign, which is ignored. "−1,284.5" is
/// -1284.5, "0,5" is 0.5. Nothing where the text is not a number.
std::optional<double> typed_number(QString text);

}  // namespace lfp
