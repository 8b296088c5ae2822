#pragma once

#include "core/data/csv/column_reading.h"
#include "core/data/csv/csv_table.h"
#include "core/data/csv/number_text.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lfp {

/// A table's columns with their names, types and decimal marks. A column is numeric if at least half of what
/// is in it are numbers. Its decimal mark is the one with which more of them are; where both are as good and
/// make different numbers ("1,234"), the other columns decide, and if they cannot, it is refused once it is
/// read.
class CsvColumns {
 public:
  enum class Header { automatic, yes, no };
  enum class Use {
    values,
    none,       ///< without a name and without values: no column at all
    row_names,  ///< numbers or names of the rows, as R and pandas write them
  };

  /// Where the header is found out, the first row is one if none of its fields is a number. Throws Error if
  /// no row is left below the header.
  CsvColumns(const CsvTable& table, Header header, std::optional<DecimalMark> mark);

  const CsvTable& table() const { return *table_; }
  std::size_t first_row() const { return first_row_; }
  std::size_t rows() const { return table_->rows() - first_row_; }
  bool has_header() const { return has_header_; }
  /// All columns of the file, those that are none included.
  std::size_t count() const { return columns_.size(); }
  /// Of the columns with values.
  std::size_t used_count() const;
  /// The last column with values.
  std::size_t last() const;
  /// From the header, else "column 3".
  const std::string& name(std::size_t column) const { return columns_[column].name; }
  Use use(std::size_t column) const { return columns_[column].use; }
  bool is_numeric(std::size_t column) const { return columns_[column].is_numeric; }
  /// What stands beside each number in a column of text, "%" for example; empty if there is no such thing.
  const std::string& unit(std::size_t column) const { return columns_[column].unit; }
  /// The column of that name or, where no header has it, of that number from 1. Throws Error at `place`.
  std::size_t find(const std::string& name, const std::string& place) const;
  bool has_name(std::string_view name) const;

  /// Whether the rows are numbered there, from 0 or 1.
  bool counts_rows(std::size_t column) const;

  /// Sample `row`, counted from `first_row`. Throws Error naming row and column where there is no number or,
  /// in a column of text, nothing.
  double number(std::size_t row, std::size_t column) const;
  std::string_view text(std::size_t row, std::size_t column) const;
  /// A text that stands for a class: "?" and the like are none.
  std::string_view class_text(std::size_t row, std::size_t column) const;
  /// The same without an Error: nothing where there is no number.
  std::optional<double> number_if_any(std::size_t row, std::size_t column) const;
  /// As it stands in the file.
  std::string_view field(std::size_t row, std::size_t column) const {
    return table_->field(first_row_ + row, column);
  }
  std::string place(std::size_t row, std::size_t column) const;

  /// What was read, guessed and passed over, by the table too.
  const LoadReport& report() const { return report_; }

 private:
  struct Column {
    std::string name;
    Use use = Use::values;
    bool is_numeric = false;
    ChosenMark mark;
    std::string unit;
    std::size_t unclear_row = 0;  ///< of the first number that could be two
  };

  void find_header(Header header);
  std::vector<ColumnReading> read_columns();
  bool is_row_of_units(const std::vector<ColumnReading>& below) const;
  Use use_of(std::size_t column) const;
  std::string common_unit(std::size_t column) const;
  void report_uses();
  void report_doubt(std::size_t column, const std::string& name);
  void report_numbers(const std::vector<ColumnReading>& readings);

  const CsvTable* table_;
  bool has_header_ = false;
  std::size_t first_row_ = 0;
  std::vector<Column> columns_;
  LoadReport report_;
};

}  // namespace lfp
