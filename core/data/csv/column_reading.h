#pragma once

#include "core/data/csv/csv_table.h"
#include "core/data/csv/number_text.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace lfp {

/// How the fields of a column can be read with either decimal mark.
struct ColumnReading {
  struct As {
    std::size_t numbers = 0;
    bool has_marks = false;   ///< at least one number has decimals
    bool is_grouped = false;  ///< at least one number has thousands separators
  };
  As point;
  As comma;
  std::size_t rows = 0;
  std::size_t missing = 0;
  std::size_t marked = 0;                  ///< numbers whose value depends on the decimal mark
  std::optional<std::size_t> unclear_row;  ///< row of the first of these that is a number with either mark
  bool has_unclear_comma = false;          ///< at least one of these is written with a comma

  const As& as(DecimalMark mark) const { return mark == DecimalMark::point ? point : comma; }
  /// Whether there are at least as many numbers as texts.
  bool is_numeric(DecimalMark mark) const;
  /// Whether there are only numbers and missing values.
  bool is_pure() const;
};

/// Reads the column from row `first_row` on.
ColumnReading read_column(const CsvTable& table, std::size_t column, std::size_t first_row);

/// A column's decimal mark and how it was determined.
struct ChosenMark {
  enum class By {
    itself,  ///< by its own numbers, or the mark makes no difference
    others,  ///< ambiguous; decided by the other columns
    custom,  ///< ambiguous; a point is usual in such a column
    nobody   ///< ambiguous and undecided
  };
  DecimalMark mark = DecimalMark::point;
  By by = By::itself;
};

/// Chooses a mark for each reading; `forced`, if set, applies to all of them.
std::vector<ChosenMark> choose_marks(std::span<const ColumnReading> readings,
                                     std::optional<DecimalMark> forced, Separator separator);

}  // namespace lfp
