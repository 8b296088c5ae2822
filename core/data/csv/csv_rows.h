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

/// What stands between the fields of a row.
struct Separator {
  char letter = ',';
  bool repeats = false;  ///< several in a row are one; tabs then count as blanks where the letter is a blank

  bool operator==(const Separator&) const = default;
};

/// The rows of a text of separated values (RFC 4180: quoted fields may hold separators, line breaks and
/// doubled quotes), each with as many fields as it has. Blanks around unquoted fields and empty lines are
/// dropped.
class CsvRows {
 public:
  struct Limits {
    Progress* progress = nullptr;
    std::int64_t first_line = 1;  ///< the number of the text's first line
    std::size_t rows = std::numeric_limits<std::size_t>::max();
  };

  /// Reads up to the end, or to the first quotation mark that is wrong. The text need not outlive it.
  CsvRows(std::string_view text, Separator separator, const Limits& limits);

  std::size_t count() const { return lines_.size(); }
  std::size_t fields(std::size_t row) const { return row_ends_[row] - row_begin(row); }
  std::string_view field(std::size_t row, std::size_t at) const;
  /// Up to the last one that is not empty.
  std::size_t filled_fields(std::size_t row) const;
  /// The line on which the row begins.
  std::int64_t line(std::size_t row) const { return lines_[row]; }
  /// The line of the row that a wrong quotation mark broke off at; none where all is well.
  std::optional<std::int64_t> broken_line() const { return broken_line_; }

 private:
  friend class CsvReader;

  std::size_t row_begin(std::size_t row) const { return row == 0 ? 0 : row_ends_[row - 1]; }

  std::string text_;                     ///< all fields, one after the other
  std::vector<std::size_t> field_ends_;  ///< where each field ends in `text_`
  std::vector<std::size_t> row_ends_;    ///< how many fields there are up to the end of each row
  std::vector<std::int64_t> lines_;      ///< on which line each row begins
  std::optional<std::int64_t> broken_line_;
};

/// Nothing but blanks, among them those that are not broken at the end of a line.
bool is_blank_text(std::string_view text);

}  // namespace lfp
