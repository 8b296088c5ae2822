#pragma once

#include "core/data/dataset.h"

#include <cstddef>
#include <string>
#include <vector>

namespace lfp {

/// What a column of a table is for.
enum class ColumnRole { input, label, left_out };

struct ColumnPreview {
  std::string name;           ///< from the header, else "column 3"
  std::size_t number = 1;     ///< as "label" and "ignore" count, from 1
  bool is_numeric = false;    ///< else text
  double smallest = 0.0;      ///< of a numeric column
  double largest = 0.0;       ///< of a numeric column
  std::size_t different = 0;  ///< values
  std::size_t missing = 0;
  ColumnRole role = ColumnRole::input;
  std::string problem;  ///< why it cannot be read as it is, with the remedy; empty: it can
};

/// What there is to see of a table before it is taken as data.
struct TablePreview {
  std::vector<ColumnPreview> columns;          ///< those with values
  std::vector<std::vector<std::string>> rows;  ///< the first ones, a text for each of `columns`
  std::size_t row_count = 0;                   ///< of samples
  bool has_header = false;
  bool has_classes = false;  ///< the label stands for classes, else for numbers
  LoadReport report;
};

/// Reads the table that settings of kind "csv" name; what they leave open takes the usual values. Roles are
/// those of the settings; where these name neither label nor columns to leave out, they are proposed: the
/// last column is the label, columns of text and of row numbers are left out. Throws Error where no table can
/// be read at all.
TablePreview preview_table(const Settings& given, const DatasetRequest& request, std::size_t most_rows);

/// `settings` with the preview's roles as "label" and "ignore".
Settings with_roles(Settings settings, const TablePreview& preview);

}  // namespace lfp
