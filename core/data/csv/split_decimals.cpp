#include "core/data/csv/split_decimals.h"

#include <algorithm>
#include <string_view>

namespace lfp {
namespace {

bool are_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_whole(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return are_digits(text);
}

bool begins_with_zero(std::string_view text) {
  return text.size() > 1 && text.front() == '0' && are_digits(text);
}

/// Whether decimals could stand in this column: digits alone, behind whole numbers.
bool could_be_decimals(const CsvTable& table, std::size_t column) {
  for (std::size_t row = 0; row < table.rows(); ++row)
    if (!is_whole(table.field(row, column - 1)) || !are_digits(table.field(row, column))) return false;
  return true;
}

}  // namespace

std::optional<CsvPlace> split_decimals(const CsvTable& table) {
  if (table.separator().letter != ',') return std::nullopt;
  for (std::size_t column = 1; column < table.columns(); ++column) {
    if (!could_be_decimals(table, column)) continue;
    for (std::size_t row = 0; row < table.rows(); ++row)
      if (begins_with_zero(table.field(row, column))) return CsvPlace{.row = row, .column = column};
  }
  return std::nullopt;
}

}  // namespace lfp
