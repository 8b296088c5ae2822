#pragma once

#include "core/data/csv/csv_rows.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lfp {

/// The number of fields in a row, and the number up to its last non-empty field. The row fits a table with
/// `width` columns if all fields beyond them are empty.
struct RowSize {
  std::size_t fields = 0;
  std::size_t filled = 0;

  bool fits(std::size_t width) const { return filled <= width && width <= fields; }
};

/// Returns the sizes of the rows with at least one value.
std::vector<RowSize> row_sizes(const CsvRows& rows);

/// The number of columns that fits most rows, or the smallest such number; 0 without rows.
std::size_t common_width(const std::vector<RowSize>& sizes);

/// Finds the separator that turns `text` into the best table: rows of equal length whose fields are numbers,
/// or texts without other separators. Returns the comma if none gives several columns.
Separator find_separator(std::string_view text);

/// Whether nearly all rows have the same number of fields, at least two, with some numbers among them.
bool looks_like_table(std::string_view text);

/// Returns the separator for a setting: "comma", "semicolon", "tab", "pipe", "whitespace".
Separator named_separator(std::string_view name);

/// Returns its name for messages: "`;`", "tabs", "blanks".
std::string separator_text(Separator separator);

}  // namespace lfp
