#pragma once

#include "core/base/progress.h"
#include "core/data/csv/csv_rows.h"
#include "core/data/csv/separator_search.h"
#include "core/data/load_report.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lfp {

/// A file of separated values as a table of texts. What is not part of the table is skipped and reported: a
/// line "sep=;", comments and a title above it, empty rows, lines drawn with dashes, separators after the
/// last column. All rows have the same number of fields.
class CsvTable {
 public:
  /// Detects the separator if none is given, unless a line "sep=;" specifies it. Throws an Error that names
  /// the file and, if possible, the row.
  CsvTable(std::filesystem::path path, std::optional<Separator> separator, Progress* progress = nullptr);

  std::size_t rows() const { return rows_.size(); }
  std::size_t columns() const { return columns_; }
  std::string_view field(std::size_t row, std::size_t column) const;
  /// Whether the first row names one column fewer than the other rows have, as in tables that R writes with
  /// row names: its fields then start in the second column.
  bool has_row_names() const { return has_row_names_; }
  Separator separator() const { return separator_; }
  /// "/data/flowers.csv, row 7": the line on which the row begins, counted from 1.
  std::string place(std::size_t row) const;
  const std::filesystem::path& path() const { return path_; }

  /// What was guessed and skipped; `read` is empty.
  const LoadReport& report() const { return report_; }

 private:
  void read_rows(std::string_view text, Progress* progress);
  void choose_rows();
  void fit_columns();
  void pass_over_remarks(std::vector<RowSize>& sizes);
  std::size_t title_rows(const std::vector<RowSize>& sizes) const;
  void check_sizes(const std::vector<RowSize>& sizes) const;
  RowSize size_of(std::size_t row) const;

  std::filesystem::path path_;
  Separator separator_;
  std::int64_t first_line_ = 1;
  std::size_t columns_ = 0;
  bool has_row_names_ = false;
  std::unique_ptr<const CsvRows> text_;
  std::vector<std::size_t> rows_;  ///< indices of the rows of `text_` that belong to the table
  LoadReport report_;
};

}  // namespace lfp
