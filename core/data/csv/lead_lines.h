#pragma once

#include "core/data/csv/csv_rows.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace lfp {

/// Returns the separator given by a first line "sep=;", as used by Excel, and removes it from `text`.
std::optional<Separator> take_separator_line(std::string_view& text);

/// The comments at the beginning of `text`: lines that start with "#" and do not look like rows of the table
/// below. The last one may be the table's header; then only its mark "#" is a comment.
struct LeadingComments {
  std::size_t bytes = 0;
  std::int64_t lines = 0;  ///< number of lines that are skipped completely
};
LeadingComments leading_comments(std::string_view text, std::optional<Separator> separator);

/// Whether any field of the row is a number, with either decimal mark.
bool has_number(const CsvRows& rows, std::size_t row);

}  // namespace lfp
