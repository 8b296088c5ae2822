#include "core/data/csv/header_search.h"

#include "core/data/csv/number_text.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>

namespace lfp {
namespace {

/// In smaller tables, each text may well be unique by chance.
constexpr std::size_t fewest_rows = 6;

bool is_text(const ColumnReading& reading) {
  return !reading.is_numeric(DecimalMark::point) && !reading.is_numeric(DecimalMark::comma);
}

std::optional<WrittenNumber> any_number(std::string_view text) {
  const auto with_point = written_number(text, DecimalMark::point);
  return with_point ? with_point : written_number(text, DecimalMark::comma);
}

/// Whether the text of the first row occurs only there, and all other texts occur several times.
bool is_first_text_alone(const CsvTable& table, std::size_t column) {
  std::unordered_map<std::string_view, std::size_t> counts;
  for (std::size_t row = 0; row < table.rows(); ++row) ++counts[table.field(row, column)];
  return std::all_of(counts.begin(), counts.end(), [&](const auto& each) {
    return (each.second == 1) == (each.first == table.field(0, column));
  });
}

/// Whether the numbers in the first row are whole while all columns below them have decimals.
bool has_whole_numbers_alone(const CsvTable& table, std::span<const ColumnReading> readings) {
  bool has_any = false;
  for (std::size_t column = 0; column < readings.size(); ++column) {
    if (is_text(readings[column])) continue;
    const auto number = any_number(table.field(0, column));
    if (!number || number->has_mark || number->is_grouped) return false;
    if (!readings[column].point.has_marks && !readings[column].comma.has_marks) return false;
    has_any = true;
  }
  return has_any;
}

/// Whether the first row counts upwards, as in columns that a program has named 0, 1, 2, while numbers below
/// it have decimals: a sample is unlikely to look like that.
bool counts_columns(const CsvTable& table, std::span<const ColumnReading> readings) {
  constexpr std::size_t fewest_columns = 3;
  if (table.columns() < fewest_columns) return false;
  std::optional<double> before;
  for (std::size_t column = 0; column < table.columns(); ++column) {
    const auto number = any_number(table.field(0, column));
    if (!number || number->has_mark || (before && number->value != *before + 1.0)) return false;
    before = number->value;
  }
  return std::ranges::any_of(
      readings, [](const auto& reading) { return reading.point.has_marks || reading.comma.has_marks; });
}

}  // namespace

bool has_number(const CsvTable& table, std::size_t row) {
  for (std::size_t column = 0; column < table.columns(); ++column)
    if (any_number(table.field(row, column))) return true;
  return false;
}

bool could_name_columns(const CsvTable& table, std::span<const ColumnReading> readings) {
  if (table.rows() < fewest_rows) return false;
  if (counts_columns(table, readings)) return true;
  const bool has_whole_numbers = has_whole_numbers_alone(table, readings);
  for (std::size_t column = 0; column < readings.size(); ++column) {
    const ColumnReading& reading = readings[column];
    if (!is_text(reading)) continue;
    const bool is_number_alone =
        any_number(table.field(0, column)) && std::max(reading.point.numbers, reading.comma.numbers) == 1;
    if (is_number_alone || (has_whole_numbers && is_first_text_alone(table, column))) return true;
  }
  return false;
}

}  // namespace lfp
