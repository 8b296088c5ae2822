#include "core/data/csv/column_reading.h"

#include <algorithm>

namespace lfp {
namespace {

void count(ColumnReading::As& as, const std::optional<WrittenNumber>& number) {
  if (!number) return;
  ++as.numbers;
  as.has_marks = as.has_marks || number->has_mark;
  as.is_grouped = as.is_grouped || number->is_grouped;
}

DecimalMark better_mark(const ColumnReading& reading) {
  return reading.comma.numbers > reading.point.numbers ? DecimalMark::comma : DecimalMark::point;
}

bool is_unclear(const ColumnReading& reading) {
  return reading.point.numbers == reading.comma.numbers && reading.unclear_row.has_value() &&
         reading.is_numeric(DecimalMark::point);
}

/// Whether the column's own numbers only make sense with that mark.
bool speaks_for(const ColumnReading& reading, DecimalMark mark) {
  return reading.point.numbers != reading.comma.numbers && better_mark(reading) == mark &&
         reading.is_numeric(mark);
}

/// Whether "1.234" is unlikely to mean 1234: commas separate fields, or all numbers have three decimals.
bool is_point_usual(const ColumnReading& reading, Separator separator) {
  if (reading.has_unclear_comma) return false;
  return separator.letter == ',' || reading.marked == reading.point.numbers;
}

}  // namespace

bool ColumnReading::is_numeric(DecimalMark mark) const {
  return 2 * as(mark).numbers >= rows - missing;
}

bool ColumnReading::is_pure() const {
  return as(better_mark(*this)).numbers + missing == rows;
}

ColumnReading read_column(const CsvTable& table, std::size_t column, std::size_t first_row) {
  ColumnReading reading;
  for (std::size_t row = first_row; row < table.rows(); ++row) {
    ++reading.rows;
    const auto field = table.field(row, column);
    if (is_missing(field)) {
      ++reading.missing;
      continue;
    }
    const auto with_point = written_number(field, DecimalMark::point);
    const auto with_comma = written_number(field, DecimalMark::comma);
    count(reading.point, with_point);
    count(reading.comma, with_comma);
    const bool is_both = with_point && with_comma;
    if (is_both ? with_point->value != with_comma->value : with_point || with_comma) ++reading.marked;
    if (!is_both || with_point->value == with_comma->value) continue;
    if (!reading.unclear_row) reading.unclear_row = row - first_row;
    if (field.find(',') != std::string_view::npos) reading.has_unclear_comma = true;
  }
  return reading;
}

std::vector<ChosenMark> choose_marks(std::span<const ColumnReading> readings,
                                     std::optional<DecimalMark> forced, Separator separator) {
  const auto any_speaks_for = [&](DecimalMark mark) {
    return std::any_of(readings.begin(), readings.end(),
                       [&](const auto& reading) { return speaks_for(reading, mark); });
  };
  const bool points = any_speaks_for(DecimalMark::point);
  const bool commas = any_speaks_for(DecimalMark::comma);
  std::vector<ChosenMark> marks;
  for (const auto& reading : readings) {
    ChosenMark chosen{.mark = better_mark(reading)};
    if (forced) {
      chosen.mark = *forced;
    } else if (is_unclear(reading)) {
      chosen.mark = commas ? DecimalMark::comma : DecimalMark::point;
      chosen.by = points != commas                                ? ChosenMark::By::others
                  : !points && is_point_usual(reading, separator) ? ChosenMark::By::custom
                                                                  : ChosenMark::By::nobody;
    }
    marks.push_back(chosen);
  }
  return marks;
}

}  // namespace lfp
