#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lfp {

/// The character that separates the whole part of a number from its decimals.
enum class DecimalMark { point, comma };

/// A number as written in a table.
struct WrittenNumber {
  double value = 0.0;
  bool has_mark = false;    ///< it contains a decimal mark
  bool is_grouped = false;  ///< it has thousands separators, which may be mistaken for the decimal mark
};

/// Parses a number with the given decimal mark, like as_number but also with a comma instead of the point, a
/// Unicode minus sign, and thousands separated by the other mark, spaces or apostrophes:
/// "1.234,5", "1 234,5", "1'234,5", and also "12,34,567.8". Returns nothing if it is not a number.
std::optional<WrittenNumber> written_number(std::string_view text, DecimalMark mark);

/// Whether the text denotes a missing value: "", "?", "NA" and the like.
bool is_missing(std::string_view text);

/// Whether it is also unlikely to be the name of a class, unlike "-" next to "+", or "None".
bool is_surely_missing(std::string_view text);

/// Whether it may be one, but also a class or a kind: "none", ".", "-".
bool is_perhaps_missing(std::string_view text);

/// The unit of a text that is a number next to something else: "%" of "12,5 %", "€" of "€ 3",
/// "cm" of "12 cm". Empty without a number or unit, or with letters in front as in a code ("A12").
std::string unit_beside_number(std::string_view text);

/// Whether the unit alone shows that a number is meant: per cent, a currency, degrees.
bool is_unit_of_numbers(std::string_view unit);

}  // namespace lfp
