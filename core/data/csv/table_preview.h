#pragma once

#include "core/data/dataset.h"

#include <cstddef>
#include <string>
#include <vector>

namespace lfp {

/// How a column of a table is used.
enum class ColumnRole { input, label, left_out };

struct ColumnPreview {
  std::string name;           ///< from the header, or "column 3" without one
  std::size_t number = 1;     ///< from 1, as accepted by "label" and "ignore"
  bool is_numeric = false;    ///< otherwise it is text
  double smallest = 0.0;      ///< only for a numeric column
  double largest = 0.0;       ///< only for a numeric column
  std::size_t different = 0;  ///< number of distinct values
  std::size_t missing = 0;
  ColumnRole role = ColumnRole::input;
  std::string problem;  ///< why it cannot be read as it is, with the remedy; empty if it can
};

/// A preview of a table before it is used as data.
struct TablePreview {
  std::vector<ColumnPreview> columns;          ///< those with values
  std::vector<std::vector<std::string>> rows;  ///< the first rows, with a text for each of `columns`
  std::size_t row_count = 0;                   ///< number of samples
  bool has_header = false;
  bool has_classes = false;  ///< the label stands for classes; otherwise for numbers
  LoadReport report;
};

/// Reads the table given by the settings of kind "csv", with defaults for missing settings. Roles follow the
/// settings; if these specify neither a label nor columns to leave out, roles are proposed: the last column
/// is the label, and columns with text or row numbers are left out. Throws Error if no table can be read at
/// all.
TablePreview preview_table(const Settings& given, const DatasetRequest& request, std::size_t most_rows);

/// Returns `settings` with the preview's roles written to "label" and "ignore".
Settings with_roles(Settings settings, const TablePreview& preview);

}  // namespace lfp
