#pragma once

#include <QString>
#include <optional>

namespace lfp {

/// The number that a text says which the window shows or a person types: with a real minus or a hyphen,
/// groups of three digits between commas, a comma for a point, a percent sign that is passed over. "−1,284.5"
/// is -1284.5, "0,5" is 0.5. None where the text is no number.
std::optional<double> typed_number(QString text);

}  // namespace lfp
