#pragma once

#include "core/data/csv/column_reading.h"
#include "core/data/csv/csv_table.h"

#include <span>

namespace lfp {

/// Whether any field of the row is a number with a decimal point or a comma.
bool has_number(const CsvTable& table, std::size_t row);

/// Whether the first row has numbers in it and could name the columns all the same, like years: it alone has
/// a number where all others have texts, or a text that it alone has beside whole numbers where the others
/// have decimals; or it counts from column to column above numbers with decimals. `readings` are of all rows.
bool could_name_columns(const CsvTable& table, std::span<const ColumnReading> readings);

}  // namespace lfp
