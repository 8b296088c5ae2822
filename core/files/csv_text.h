#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lfp {

/// A text as one field of a comma-separated file: in quotes where it has to be (RFC 4180).
std::string csv_field(std::string_view text);

/// The shortest decimal that reads back as the same value; "nan", "inf" and "-inf" for what is not finite.
std::string shortest(float value);
std::string shortest(double value);

}  // namespace lfp
