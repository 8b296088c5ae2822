#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lfp {

/// What stands before the decimals.
enum class DecimalMark { point, comma };

/// A number as it is written in a table.
struct WrittenNumber {
  double value = 0.0;
  bool has_mark = false;    ///< a decimal mark
  bool is_grouped = false;  ///< thousands are set apart, so that the decimal mark could be mistaken
};

/// The number that `text` is with that decimal mark: as as_number reads it, also with a comma for the point,
/// with a true minus sign, and with thousands set apart by the other mark, blanks or apostrophes ("1.234,5",
/// "1 234,5", "1'234,5"; "12,34,567.8" too). Nothing where it is none.
std::optional<WrittenNumber> written_number(std::string_view text, DecimalMark mark);

/// How files say that a value is missing: "", "?", "NA" and the like.
bool is_missing(std::string_view text);

/// Those of them that hardly are the name of a class, unlike "-" beside "+", or "None".
bool is_surely_missing(std::string_view text);

/// The unit of a text that is a number with something beside it: "%" of "12,5 %", "€" of "€ 3", "cm" of
/// "12 cm". Empty where there is no number, no unit, or letters in front as in a code ("A12").
std::string unit_beside_number(std::string_view text);

/// Whether the unit alone says that a number is meant: per cent, a currency, degrees.
bool is_unit_of_numbers(std::string_view unit);

}  // namespace lfp
