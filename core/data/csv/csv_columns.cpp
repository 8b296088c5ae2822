#include "core/data/csv/csv_columns.h"

#include "core/base/error.h"
#include "core/data/class_order.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace lfp {
namespace {

/// How files say that a number is missing.
bool is_missing(std::string_view text) {
  constexpr std::array<std::string_view, 12> words{"",    "?",    "NA",   "N/A",  "NaN", "nan",
                                                   "NAN", "null", "NULL", "None", "-",   "#N/A"};
  return std::find(words.begin(), words.end(), text) != words.end();
}

CsvColumns::Header found_header(const CsvTable& table) {
  for (std::size_t column = 0; column < table.columns(); ++column)
    if (as_number(table.field(0, column))) return CsvColumns::Header::no;
  return CsvColumns::Header::yes;
}

}  // namespace

CsvColumns::CsvColumns(const CsvTable& table, Header header) : table_(&table) {
  if (header == Header::automatic) header = found_header(table);
  first_row_ = header == Header::yes ? 1 : 0;
  if (rows() == 0)
    throw Error(table.place(0), "the header is the only row",
                "Add a row for each sample, or set \"header\" to no");
  for (std::size_t column = 0; column < table.columns(); ++column) {
    std::string name(header == Header::yes ? table.field(0, column) : "");
    names_.push_back(name.empty() ? "column " + std::to_string(column + 1) : name);
    numeric_.push_back(looks_numeric(column));
  }
}

bool CsvColumns::looks_numeric(std::size_t column) const {
  std::size_t numbers = 0;
  std::size_t texts = 0;
  for (std::size_t row = first_row_; row < table_->rows(); ++row) {
    const auto field = table_->field(row, column);
    if (as_number(field))
      ++numbers;
    else if (!is_missing(field))
      ++texts;
  }
  return numbers >= texts;
}

std::size_t CsvColumns::find(const std::string& name, const std::string& place) const {
  const auto found = std::find(names_.begin(), names_.end(), name);
  if (found != names_.end()) {
    if (std::find(found + 1, names_.end(), name) != names_.end())
      throw Error(place, "several columns are called \"" + name + "\"", "Give the column's number, from 1");
    return static_cast<std::size_t>(found - names_.begin());
  }
  const auto number = as_number(name);
  if (number && *number >= 1.0 && *number <= static_cast<double>(count()) && *number == std::floor(*number))
    return static_cast<std::size_t>(*number) - 1;
  std::string known;
  for (const auto& each : names_) known += (known.empty() ? "" : ", ") + each;
  throw Error(place, "there is no column \"" + name + "\"",
              "Give a number from 1 to " + std::to_string(count()) + ", or one of: " + known);
}

double CsvColumns::number(std::size_t row, std::size_t column) const {
  const auto field = table_->field(first_row_ + row, column);
  if (const auto value = as_number(field)) return *value;
  if (is_missing(field))
    throw Error(
        place(row, column),
        field.empty() ? "the value is missing" : "the value is missing (\"" + std::string(field) + "\")",
        "Fill it in, remove the row, or name the column in \"ignore\"");
  std::string remedy = "Correct the value, or name the column in \"ignore\"";
  if (!numeric_[column]) remedy = "Name the column in \"ignore\", or set \"text_columns\" to one_hot";
  if (field.find(',') != std::string_view::npos) remedy = "Write numbers with a decimal point";
  throw Error(place(row, column), "\"" + std::string(field) + "\" is not a number", remedy);
}

std::string_view CsvColumns::text(std::size_t row, std::size_t column) const {
  const auto field = table_->field(first_row_ + row, column);
  if (field.empty())
    throw Error(place(row, column), "the value is missing",
                "Fill it in, remove the row, or name the column in \"ignore\"");
  return field;
}

std::string CsvColumns::place(std::size_t row, std::size_t column) const {
  return table_->place(first_row_ + row) + ", column \"" + names_[column] + "\"";
}

}  // namespace lfp
