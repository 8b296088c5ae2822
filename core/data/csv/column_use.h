#pragma once

#include "core/data/csv/csv_columns.h"
#include "core/data/dataset.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace lfp {

/// The table that the settings of kind "csv" name, with its columns.
class OpenedTable {
 public:
  /// Throws Error where it cannot be found or read.
  OpenedTable(const Settings& settings, const DatasetRequest& request);

  const std::filesystem::path& path() const { return table_->path(); }
  const CsvColumns& columns() const { return columns_; }

 private:
  std::unique_ptr<const CsvTable> table_;
  CsvColumns columns_;
};

/// What is learnt, and from what.
struct ColumnUse {
  std::size_t label = 0;
  std::vector<std::size_t> inputs;
};

/// As "label" and "ignore" say: by default all columns with values, the last one the label. Throws Error for
/// a name that is none.
ColumnUse column_use(const CsvColumns& columns, const Settings& settings);

/// Whether the label stands for classes, as "task" says: by default where it is text or whole numbers with
/// few values. Throws Error where numbers with a unit would be taken for classes.
bool is_classification(const CsvColumns& columns, std::size_t label, const std::string& task);

}  // namespace lfp
