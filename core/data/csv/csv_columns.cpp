#include "core/data/csv/csv_columns.h"

#include "core/base/error.h"
#include "core/data/class_order.h"
#include "core/data/csv/header_search.h"
#include "core/files/csv_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <unordered_set>

namespace lfp {
namespace {

/// With more distinct texts than this, a common unit means that the texts are numbers, not categories.
constexpr std::size_t most_kinds = 20;

std::string in_quotes(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

/// Whether the text is a number that is too large for a float, or so small that even a double becomes zero.
bool is_beyond_float(std::string_view text) {
  double value = 0.0;
  const char* const end = text.data() + text.size();
  return std::from_chars(text.data(), end, value).ptr == end && std::isfinite(value);
}

/// Converts a negative number in accounting notation, "(1,234)" or "1234-", to the usual notation; returns
/// nothing for other texts.
std::optional<std::string> accounted_negative(std::string_view text, DecimalMark mark) {
  if (text.size() > 2 && text.front() == '(' && text.back() == ')')
    text = text.substr(1, text.size() - 2);
  else if (text.size() > 1 && text.back() == '-')
    text.remove_suffix(1);
  else
    return std::nullopt;
  if (!written_number(text, mark) || text.starts_with('-')) return std::nullopt;
  return "-" + std::string(text);
}

}  // namespace

CsvColumns::CsvColumns(const CsvTable& table, Header header, std::optional<DecimalMark> mark)
    : table_(&table), report_(table.report()) {
  find_header(header);
  for (std::size_t column = 0; column < table.columns(); ++column) {
    std::string name(has_header_ ? table.field(0, column) : "");
    if (is_blank_text(name)) name.clear();
    columns_.emplace_back().name = std::move(name);
  }
  const auto readings = read_columns();
  if (header == Header::automatic && !has_header_ && could_name_columns(table, readings))
    throw Error(table.place(0), "it could name the columns, or be the first sample",
                "Set \"header\" to yes or to no");
  const auto marks = choose_marks(readings, mark, table.separator());
  for (std::size_t column = 0; column < count(); ++column) {
    Column& each = columns_[column];
    each.mark = marks[column];
    each.is_numeric = readings[column].is_numeric(each.mark.mark);
    each.unclear_row = readings[column].unclear_row.value_or(0);
    each.use = use_of(column);
    if (!each.is_numeric) each.unit = common_unit(column);
  }
  report_.read = counted(static_cast<std::int64_t>(rows()), "row", "rows") + ", " +
                 counted(static_cast<std::int64_t>(used_count()), "column", "columns");
  report_uses();
  report_numbers(readings);
  report_split_decimals();
  for (std::size_t column = 0; column < count(); ++column)
    if (name(column).empty()) columns_[column].name = "column " + std::to_string(column + 1);
}

void CsvColumns::find_header(Header header) {
  has_header_ = header == Header::automatic ? !has_number(*table_, 0) : header == Header::yes;
  if (table_->has_row_names()) has_header_ = true;
  first_row_ = has_header_ ? 1 : 0;
  if (rows() == 0)
    throw Error(table_->place(0), "the header is the only row",
                "Add a row for each sample, or set \"header\" to no");
  if (!has_header_) report_.guessed.emplace_back("no header");
}

/// Reads all columns, skipping a row of units below the header.
std::vector<ColumnReading> CsvColumns::read_columns() {
  const auto from = [&](std::size_t row) {
    std::vector<ColumnReading> readings;
    for (std::size_t column = 0; column < count(); ++column)
      readings.push_back(read_column(*table_, column, row));
    return readings;
  };
  constexpr std::size_t enough_rows = 3;
  if (has_header_ && rows() >= enough_rows && !has_number(*table_, first_row_)) {
    auto below = from(first_row_ + 1);
    if (is_row_of_units(below)) {
      ++first_row_;
      report_.passed_over.emplace_back("a row of units");
      return below;
    }
  }
  return from(first_row_);
}

/// Whether the first row has texts where all others have numbers, and nothing that occurs in another row.
bool CsvColumns::is_row_of_units(const std::vector<ColumnReading>& below) const {
  bool has_unit = false;
  for (std::size_t column = 0; column < count(); ++column) {
    const auto text = field(0, column);
    if (is_missing(text)) continue;
    if (below[column].is_pure()) {
      has_unit = has_unit || below[column].missing < below[column].rows;
      continue;
    }
    for (std::size_t row = 1; row < rows(); ++row)
      if (field(row, column) == text) return false;
  }
  return has_unit;
}

CsvColumns::Use CsvColumns::use_of(std::size_t column) const {
  // The name that pandas gives to a column without one.
  const bool is_unnamed = name(column).empty() || name(column) == "Unnamed: 0";
  if (!is_unnamed) return Use::values;
  bool is_empty = true;
  for (std::size_t row = 0; row < rows() && is_empty; ++row) is_empty = is_blank_text(field(row, column));
  if (is_empty) return Use::none;
  if (column > 0 || !has_header_) return Use::values;
  if (counts_rows(column)) return Use::row_names;
  if (!table_->has_row_names()) return Use::values;

  std::set<std::string_view> names;
  for (std::size_t row = 0; row < rows(); ++row) names.insert(field(row, column));
  if (names.size() == rows() && !is_numeric(column)) return Use::row_names;
  throw Error(table_->place(0),
              "it names " + std::to_string(count() - 1) + " columns where the other rows have " +
                  std::to_string(count()) + " fields",
              "Name every column");
}

bool CsvColumns::counts_rows(std::size_t column) const {
  const auto first = as_number(field(0, column));
  if (!first || (*first != 0.0 && *first != 1.0)) return false;
  for (std::size_t row = 1; row < rows(); ++row)
    if (as_number(field(row, column)) != *first + static_cast<double>(row)) return false;
  return true;
}

std::string CsvColumns::common_unit(std::size_t column) const {
  std::string unit;
  std::unordered_set<std::string_view> different;
  for (std::size_t row = 0; row < rows(); ++row) {
    const auto text = field(row, column);
    if (is_missing(text)) continue;
    const std::string each = unit_beside_number(text);
    if (each.empty() || (!unit.empty() && each != unit)) return {};
    unit = each;
    different.insert(text);
  }
  return is_unit_of_numbers(unit) || different.size() > most_kinds ? unit : "";
}

std::size_t CsvColumns::used_count() const {
  return static_cast<std::size_t>(std::count_if(
      columns_.begin(), columns_.end(), [](const auto& column) { return column.use == Use::values; }));
}

std::size_t CsvColumns::last() const {
  for (std::size_t column = count(); column > 0; --column)
    if (use(column - 1) == Use::values) return column - 1;
  return 0;
}

bool CsvColumns::has_name(std::string_view name) const {
  return std::any_of(columns_.begin(), columns_.end(), [&](const auto& each) { return each.name == name; });
}

std::size_t CsvColumns::find(const std::string& name, const std::string& place) const {
  std::vector<std::size_t> found;
  std::string known;
  for (std::size_t column = 0; column < count(); ++column) {
    if (columns_[column].name == name) found.push_back(column);
    if (use(column) == Use::values) known += (known.empty() ? "" : ", ") + columns_[column].name;
  }
  if (found.size() > 1)
    throw Error(place, "several columns are called \"" + name + "\"", "Give the column's number, from 1");
  if (found.size() == 1) return found.front();
  const auto number = as_number(name);
  if (number && *number >= 1.0 && *number <= static_cast<double>(count()) && *number == std::floor(*number))
    return static_cast<std::size_t>(*number) - 1;
  throw Error(place, "there is no column \"" + name + "\"",
              "Give a number from 1 to " + std::to_string(count()) + ", or one of: " + known);
}

std::optional<double> CsvColumns::number_if_any(std::size_t row, std::size_t column) const {
  const auto number = written_number(field(row, column), columns_[column].mark.mark);
  return number ? std::optional(number->value) : std::nullopt;
}

double CsvColumns::number(std::size_t row, std::size_t column) const {
  const Column& read = columns_[column];
  if (read.mark.by == ChosenMark::By::nobody) {
    const auto text = field(read.unclear_row, column);
    throw Error(place(read.unclear_row, column),
                in_quotes(text) + " could be " + shortest(written_number(text, DecimalMark::point)->value) +
                    " or " + shortest(written_number(text, DecimalMark::comma)->value),
                "Set \"decimal_mark\" to point or comma, or name the column in \"ignore\"");
  }
  if (const auto value = number_if_any(row, column)) return *value;
  const auto text = field(row, column);
  if (is_missing(text))
    throw Error(place(row, column),
                text.empty() ? "the value is missing" : "the value is missing (" + in_quotes(text) + ")",
                "Fill it in, remove the row, or name the column in \"ignore\"");
  const DecimalMark other = read.mark.mark == DecimalMark::point ? DecimalMark::comma : DecimalMark::point;
  if (written_number(text, other))
    throw Error(place(row, column),
                in_quotes(text) + " is not a number with a decimal " +
                    (other == DecimalMark::comma ? "point" : "comma") + ", as most of the column have",
                "Write all numbers of the column alike, or set \"decimal_mark\"");
  if (is_beyond_float(text))
    throw Error(place(row, column), in_quotes(text) + " is not a number that 32 bits can hold",
                "Scale the column down, so that no value is beyond 3.4e38, or name it in \"ignore\"");
  if (const auto negative = accounted_negative(text, read.mark.mark))
    throw Error(place(row, column), in_quotes(text) + " is not a number",
                "Write " + *negative + ", with a minus sign in front, as all negative numbers of the column");
  std::string remedy = "Correct the value, or name the column in \"ignore\"";
  if (!read.is_numeric) remedy = "Name the column in \"ignore\", or set \"text_columns\" to one_hot";
  if (const auto unit = unit_beside_number(text); !unit.empty())
    remedy = "Write numbers without " + in_quotes(unit) + ", or name the column in \"ignore\"";
  if (read.is_numeric && row == 0 && !has_header_)
    remedy += "; if the row names the columns, set \"header\" to yes";
  throw Error(place(row, column), in_quotes(text) + " is not a number", remedy);
}

std::string_view CsvColumns::text(std::size_t row, std::size_t column) const {
  const auto text = field(row, column);
  if (text.empty())
    throw Error(place(row, column), "the value is missing",
                "Fill it in, remove the row, or name the column in \"ignore\"");
  return text;
}

std::string_view CsvColumns::class_text(std::size_t row, std::size_t column) const {
  const auto name = text(row, column);
  if (is_surely_missing(name))
    throw Error(place(row, column), "the value is missing (" + in_quotes(name) + ")",
                "Fill it in or remove the row; if it is a class, give it another name");
  return name;
}

std::string CsvColumns::place(std::size_t row, std::size_t column) const {
  return table_->place(first_row_ + row) + ", column \"" + columns_[column].name + "\"";
}

}  // namespace lfp
