#pragma once

#include "core/data/csv/csv_rows.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lfp {

/// How many fields a row has, and up to which one they are filled. It fits a table of `width` columns if what
/// is beyond them is empty.
struct RowSize {
  std::size_t fields = 0;
  std::size_t filled = 0;

  bool fits(std::size_t width) const { return filled <= width && width <= fields; }
};

/// The sizes of the rows that have any value.
std::vector<RowSize> row_sizes(const CsvRows& rows);

/// The number of columns that most of the rows fit, the smallest of several; 0 without rows.
std::size_t common_width(const std::vector<RowSize>& sizes);

/// The separator that turns `text` into the best table: rows of equal length whose fields are numbers or
/// texts without other separators in them. Comma where none makes columns.
Separator find_separator(std::string_view text);

/// Whether nearly all rows of the text have equally many fields, at least two, and there are numbers in them.
bool looks_like_table(std::string_view text);

/// The one that a setting names: "comma", "semicolon", "tab", "pipe", "whitespace".
Separator named_separator(std::string_view name);

/// As in messages: "`;`", "tabs", "blanks".
std::string separator_text(Separator separator);

}  // namespace lfp
