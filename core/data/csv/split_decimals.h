#pragma once

#include "core/data/csv/csv_table.h"

#include <cstddef>
#include <optional>

namespace lfp {

/// A place in a table.
struct CsvPlace {
  std::size_t row = 0;
  std::size_t column = 0;
};

/// Where commas seem to separate numbers from their own decimals, as in "1,057,9,12" for 1.057 and 9.12: the
/// first field of digits that begins with a zero and follows a whole number. Nothing if there is none.
std::optional<CsvPlace> split_decimals(const CsvTable& table);

}  // namespace lfp
