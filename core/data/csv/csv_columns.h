#pragma once

#include "core/data/csv/csv_table.h"

#include <string>
#include <string_view>
#include <vector>

namespace lfp {

/// A table's columns with their names and types. A column is numeric if at least half of what is in it are
/// numbers.
class CsvColumns {
 public:
  enum class Header { automatic, yes, no };

  /// Where the header is found out, the first row is one if none of its fields is a number. Throws Error if
  /// no row is left below the header.
  CsvColumns(const CsvTable& table, Header header);

  const CsvTable& table() const { return *table_; }
  std::size_t first_row() const { return first_row_; }
  std::size_t rows() const { return table_->rows() - first_row_; }
  std::size_t count() const { return names_.size(); }
  /// From the header, else "column 3".
  const std::string& name(std::size_t column) const { return names_[column]; }
  bool is_numeric(std::size_t column) const { return numeric_[column]; }
  /// The column of that name or, where no header has it, of that number from 1. Throws Error at `place`.
  std::size_t find(const std::string& name, const std::string& place) const;

  /// Sample `row`, counted from `first_row`. Throws Error naming row and column where there is no number or,
  /// in a column of text, nothing.
  double number(std::size_t row, std::size_t column) const;
  std::string_view text(std::size_t row, std::size_t column) const;

 private:
  bool looks_numeric(std::size_t column) const;
  std::string place(std::size_t row, std::size_t column) const;

  const CsvTable* table_;
  std::size_t first_row_ = 0;
  std::vector<std::string> names_;
  std::vector<bool> numeric_;
};

}  // namespace lfp
