// What a table's columns were taken for, in plain words.

#include "core/data/csv/csv_columns.h"
#include "core/data/csv/split_decimals.h"
#include "core/files/csv_text.h"

#include <algorithm>

namespace lfp {
namespace {

std::string between_quotes(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

/// "\"a\", \"b\" and 3 more".
std::string some_of(const std::vector<std::string>& names) {
  constexpr std::size_t most = 3;
  std::string text;
  for (std::size_t at = 0; at < std::min(names.size(), most); ++at)
    text += (at == 0 ? "" : ", ") + between_quotes(names[at]);
  return names.size() <= most ? text : text + " and " + std::to_string(names.size() - most) + " more";
}

}  // namespace

void CsvColumns::report_uses() {
  std::int64_t empty = 0;
  for (const auto& column : columns_) {
    if (column.use == Use::none) ++empty;
    if (column.use == Use::row_names) report_.passed_over.emplace_back("a column of row numbers or names");
  }
  if (empty > 0) report_.passed_over.push_back(counted(empty, "empty column", "empty columns"));
}

void CsvColumns::report_numbers(const std::vector<ColumnReading>& readings) {
  std::vector<std::string> commas;
  std::vector<std::string> grouped;
  std::vector<std::string> settled;
  std::vector<std::string> usual;
  bool has_points = false;
  for (std::size_t at = 0; at < count(); ++at) {
    const Column& column = columns_[at];
    if (column.use != Use::values || !column.is_numeric || column.mark.by == ChosenMark::By::nobody) continue;
    const std::string shown = column.name.empty() ? "column " + std::to_string(at + 1) : column.name;
    const auto& as = readings[at].as(column.mark.mark);
    if (as.has_marks && column.mark.mark == DecimalMark::comma) commas.push_back(shown);
    if (as.has_marks && column.mark.mark == DecimalMark::point) has_points = true;
    if (as.is_grouped) grouped.push_back(shown);
    if (column.mark.by == ChosenMark::By::others) settled.push_back(shown);
    if (column.mark.by == ChosenMark::By::custom) {
      usual.push_back(shown);
      report_doubt(at, shown);
    }
  }
  if (!commas.empty())
    report_.guessed.push_back("decimal comma" + (has_points ? " in " + some_of(commas) : ""));
  if (!grouped.empty()) report_.guessed.push_back("thousands set apart in " + some_of(grouped));
  if (!settled.empty()) report_.guessed.push_back("decimal mark of the other columns in " + some_of(settled));
  if (!usual.empty()) report_.guessed.push_back("decimal point in " + some_of(usual));
}

/// Programs that separate with spaces or commas use decimal points; for others, the numbers are ambiguous.
void CsvColumns::report_doubt(std::size_t column, const std::string& name) {
  const Separator separator = table_->separator();
  if (separator.letter == ' ' || separator.letter == ',') return;
  const auto text = field(columns_[column].unclear_row, column);
  report_.doubts.push_back(table_->path().filename().string() + ": " + between_quotes(text) + " in column " +
                           between_quotes(name) + " is read as " +
                           shortest(written_number(text, DecimalMark::point)->value) + "; if it is " +
                           shortest(written_number(text, DecimalMark::comma)->value) +
                           ", set \"decimal_mark\" to comma");
}

/// With a header, such rows would have too many fields.
void CsvColumns::report_split_decimals() {
  const auto place = has_header_ ? std::nullopt : split_decimals(*table_);
  if (!place) return;
  const auto before = table_->field(place->row, place->column - 1);
  const auto behind = table_->field(place->row, place->column);
  report_.doubts.push_back(
      table_->place(place->row) + ": " + between_quotes(before) + " and " + between_quotes(behind) +
      " are read as two numbers; if they are one with a decimal comma, put semicolons between the fields");
}

}  // namespace lfp
