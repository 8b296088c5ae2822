#pragma once

#include "core/data/csv/column_reading.h"
#include "core/data/csv/csv_table.h"

#include <span>

namespace lfp {

/// Whether any field of the row is a number, with either decimal mark.
bool has_number(const CsvTable& table, std::size_t row);

/// Whether the first row contains numbers but may still be a header, for example of years: it has the only
/// number in a column of texts; or a text found only there, next to whole numbers where other rows have
/// decimals; or it counts from column to column above numbers with decimals. `readings` are of all rows.
bool could_name_columns(const CsvTable& table, std::span<const ColumnReading> readings);

}  // namespace lfp
