#pragma once

#include "core/data/csv/csv_rows.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace lfp {

/// The separator that the first line of `text` names, as "sep=;" is written for Excel; taken off `text`.
std::optional<Separator> take_separator_line(std::string_view& text);

/// How many bytes at the front of `text` are comments: lines that begin with "#" and do not look like rows of
/// the table below them. The last one may name that table's columns: only its mark is then a comment.
struct LeadingComments {
  std::size_t bytes = 0;
  std::int64_t lines = 0;  ///< that are passed over as a whole
};
LeadingComments leading_comments(std::string_view text, std::optional<Separator> separator);

/// Whether any field of the row is a number with a decimal point or a comma.
bool has_number(const CsvRows& rows, std::size_t row);

}  // namespace lfp
