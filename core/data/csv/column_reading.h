#pragma once

#include "core/data/csv/csv_table.h"
#include "core/data/csv/number_text.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace lfp {

/// What the fields of a column are with one decimal mark and with the other.
struct ColumnReading {
  struct As {
    std::size_t numbers = 0;
    bool has_marks = false;   ///< any number has decimals
    bool is_grouped = false;  ///< any number has its thousands set apart
  };
  As point;
  As comma;
  std::size_t rows = 0;
  std::size_t missing = 0;
  std::size_t marked = 0;                  ///< numbers that are not the same with any mark
  std::optional<std::size_t> unclear_row;  ///< of the first of them that is a number with both
  bool has_unclear_comma = false;          ///< any of these is written with a comma

  const As& as(DecimalMark mark) const { return mark == DecimalMark::point ? point : comma; }
  /// At least as many numbers as texts.
  bool is_numeric(DecimalMark mark) const;
  /// Numbers and missing values, nothing else.
  bool is_pure() const;
};

/// Of the rows from `first_row` on.
ColumnReading read_column(const CsvTable& table, std::size_t column, std::size_t first_row);

/// A column's decimal mark, and how it was found.
struct ChosenMark {
  enum class By {
    itself,  ///< by its own numbers, or it makes no difference
    others,  ///< it could be both; the other columns say which
    custom,  ///< it could be both; a point is usual in such a column
    nobody   ///< it could be both
  };
  DecimalMark mark = DecimalMark::point;
  By by = By::itself;
};

/// One for each reading; `forced` decides for all.
std::vector<ChosenMark> choose_marks(std::span<const ColumnReading> readings,
                                     std::optional<DecimalMark> forced, Separator separator);

}  // namespace lfp
