#pragma once

#include "core/base/progress.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lfp {

/// What separates the fields of a row.
struct Separator {
  char letter = ',';
  bool repeats = false;  ///< a run of them counts as one; if the letter is a space, so do tabs

  bool operator==(const Separator&) const = default;
};

/// The rows of a text with separated values (RFC 4180: quoted fields may contain separators, line breaks and
/// doubled quotes), each with its own number of fields. Blanks around fields and empty lines are dropped.
class CsvRows {
 public:
  struct Limits {
    Progress* progress = nullptr;
    std::int64_t first_line = 1;  ///< number of the first line of the text
    std::size_t rows = std::numeric_limits<std::size_t>::max();
  };

  /// Reads to the end, or to the first misplaced quotation mark. The text may be destroyed afterwards.
  CsvRows(std::string_view text, Separator separator, const Limits& limits);

  std::size_t count() const { return lines_.size(); }
  std::size_t fields(std::size_t row) const { return row_ends_[row] - row_begin(row); }
  std::string_view field(std::size_t row, std::size_t at) const;
  /// The number of fields up to the last one that is not empty.
  std::size_t filled_fields(std::size_t row) const;
  /// The line on which the row begins.
  std::int64_t line(std::size_t row) const { return lines_[row]; }
  /// The number of empty lines that were dropped, without those at the end of the text.
  std::int64_t blank_lines() const { return blank_lines_; }
  /// The line of the row with a misplaced quotation mark, where reading stopped; empty if there is none.
  std::optional<std::int64_t> broken_line() const { return broken_line_; }

 private:
  friend class CsvReader;

  std::size_t row_begin(std::size_t row) const { return row == 0 ? 0 : row_ends_[row - 1]; }

  std::string text_;                     ///< all fields, concatenated
  std::vector<std::size_t> field_ends_;  ///< where each field ends in `text_`
  std::vector<std::size_t> row_ends_;    ///< total number of fields up to the end of each row
  std::vector<std::int64_t> lines_;      ///< the line on which each row begins
  std::int64_t blank_lines_ = 0;
  std::optional<std::int64_t> broken_line_;
};

/// Whether the text contains only white space, including spaces that do not break or have no width.
bool is_blank_text(std::string_view text);

}  // namespace lfp
