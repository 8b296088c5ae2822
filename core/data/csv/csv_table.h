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

/// A file of separated values as a table of texts. What is no part of the table is passed over and reported:
/// a line "sep=;", comments and a title above it, rows without any value, lines drawn with dashes, separators
/// behind the last column. All rows have equally many fields.
class CsvTable {
 public:
  /// Finds the separator out where none is given; a line "sep=;" decides it as well. Throws Error naming the
  /// file, and the row where there is one to name.
  CsvTable(std::filesystem::path path, std::optional<Separator> separator, Progress* progress = nullptr);

  std::size_t rows() const { return rows_.size(); }
  std::size_t columns() const { return columns_; }
  std::string_view field(std::size_t row, std::size_t column) const;
  /// Whether the first row names one column less than the others have, as R writes tables whose rows have
  /// names: its fields then begin in the second column.
  bool has_row_names() const { return has_row_names_; }
  Separator separator() const { return separator_; }
  /// "/data/flowers.csv, row 7": the line on which the row begins, counted from 1.
  std::string place(std::size_t row) const;
  const std::filesystem::path& path() const { return path_; }

  /// What was guessed and passed over; `read` is empty.
  const LoadReport& report() const { return report_; }

 private:
  std::string_view without_comments(std::string_view text);
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
  std::vector<std::size_t> rows_;  ///< those of `text_` that are rows of the table
  LoadReport report_;
};

}  // namespace lfp
