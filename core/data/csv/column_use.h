#pragma once

#include "core/data/csv/csv_columns.h"
#include "core/data/dataset.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace lfp {

/// The table and its columns, as given by the settings of kind "csv".
class OpenedTable {
 public:
  /// Throws Error if the table cannot be found or read.
  OpenedTable(const Settings& settings, const DatasetRequest& request);

  const std::filesystem::path& path() const { return table_->path(); }
  const CsvColumns& columns() const { return columns_; }

 private:
  std::unique_ptr<const CsvTable> table_;
  CsvColumns columns_;
};

/// Which column is learnt, and from which inputs.
struct ColumnUse {
  std::size_t label = 0;
  std::vector<std::size_t> inputs;
};

/// Applies the settings "label" and "ignore": by default all columns with values are used, and the last one
/// is the label. Throws Error for an unknown name.
ColumnUse column_use(const CsvColumns& columns, const Settings& settings);

/// Whether the label stands for classes, according to "task": by default if it is text, or whole numbers with
/// few distinct values. Throws Error if numbers with a unit would become classes.
bool is_classification(const CsvColumns& columns, std::size_t label, const std::string& task);

}  // namespace lfp
