#pragma once

#include "core/data/csv/column_reading.h"
#include "core/data/csv/csv_table.h"
#include "core/data/csv/number_text.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lfp {

/// A table's columns with their names, types and decimal marks. A column is numeric if at least half of its
/// values are numbers. Its decimal mark is the one that gives more numbers; if both give equally many but
/// different numbers ("1,234"), the other columns decide, and if they cannot, reading the column throws
/// Error.
class CsvColumns {
 public:
  enum class Header { automatic, yes, no };
  enum class Use {
    values,
    none,       ///< has neither name nor values; it is ignored
    row_names,  ///< numbers or names of the rows, as written by R and pandas
  };

  /// With Header::automatic, the first row is a header if none of its fields is a number. Throws Error if
  /// there is no row below the header.
  CsvColumns(const CsvTable& table, Header header, std::optional<DecimalMark> mark);

  const CsvTable& table() const { return *table_; }
  std::size_t first_row() const { return first_row_; }
  std::size_t rows() const { return table_->rows() - first_row_; }
  bool has_header() const { return has_header_; }
  /// The number of columns in the file, including ignored ones.
  std::size_t count() const { return columns_.size(); }
  /// The number of columns with values.
  std::size_t used_count() const;
  /// The index of the last column with values.
  std::size_t last() const;
  /// The name from the header, or "column 3" without one.
  const std::string& name(std::size_t column) const { return columns_[column].name; }
  Use use(std::size_t column) const { return columns_[column].use; }
  bool is_numeric(std::size_t column) const { return columns_[column].is_numeric; }
  /// The unit written next to each number in a column of text, for example "%"; empty if there is none.
  const std::string& unit(std::size_t column) const { return columns_[column].unit; }
  /// Finds a column by name or, if no column is called that, by its number from 1. Throws Error at `place`.
  std::size_t find(const std::string& name, const std::string& place) const;
  bool has_name(std::string_view name) const;

  /// Whether the column contains row numbers, starting at 0 or 1.
  bool counts_rows(std::size_t column) const;

  /// Returns the value of sample `row`, counted from `first_row`. Throws an Error that names row and column
  /// if there is no number or, in a column of text, no text.
  double number(std::size_t row, std::size_t column) const;
  std::string_view text(std::size_t row, std::size_t column) const;
  /// Returns a text that stands for a class; throws Error for "?" and other marks of missing values.
  std::string_view class_text(std::size_t row, std::size_t column) const;
  /// Like number(), but returns nothing instead of throwing.
  std::optional<double> number_if_any(std::size_t row, std::size_t column) const;
  /// Returns the field exactly as it is in the file.
  std::string_view field(std::size_t row, std::size_t column) const {
    return table_->field(first_row_ + row, column);
  }
  std::string place(std::size_t row, std::size_t column) const;

  /// What was read, guessed and skipped, including the table's own report.
  const LoadReport& report() const { return report_; }

 private:
  struct Column {
    std::string name;
    Use use = Use::values;
    bool is_numeric = false;
    ChosenMark mark;
    std::string unit;
    std::size_t unclear_row = 0;  ///< row of the first ambiguous number
  };

  void find_header(Header header);
  std::vector<ColumnReading> read_columns();
  bool is_row_of_units(const std::vector<ColumnReading>& below) const;
  Use use_of(std::size_t column) const;
  std::string common_unit(std::size_t column) const;
  void report_uses();
  void report_doubt(std::size_t column, const std::string& name);
  void report_numbers(const std::vector<ColumnReading>& readings);
  void report_split_decimals();

  const CsvTable* table_;
  bool has_header_ = false;
  std::size_t first_row_ = 0;
  std::vector<Column> columns_;
  LoadReport report_;
};

}  // namespace lfp
