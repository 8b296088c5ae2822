#include "core/data/csv/table_preview.h"

#include "core/data/csv/column_use.h"

#include <algorithm>
#include <unordered_set>

namespace lfp {
namespace {

Settings with_usual_values(const Settings& settings) {
  const auto& entry = find_entry(dataset_entries(), "csv", "dataset.kind");
  return checked(entry.info, settings, "dataset");
}

/// Reads the column's value of each sample, as loading would do.
std::string problem_of(const CsvColumns& columns, std::size_t column, bool as_number) {
  try {
    for (std::size_t row = 0; row < columns.rows(); ++row) {
      if (as_number)
        columns.number(row, column);
      else
        columns.text(row, column);
    }
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

ColumnPreview preview_of(const CsvColumns& columns, std::size_t column) {
  ColumnPreview preview;
  preview.name = columns.name(column);
  preview.number = column + 1;
  preview.is_numeric = columns.is_numeric(column);
  std::unordered_set<std::string_view> texts;
  std::unordered_set<double> numbers;
  for (std::size_t row = 0; row < columns.rows(); ++row) {
    const auto text = columns.field(row, column);
    if (is_missing(text)) {
      ++preview.missing;
      continue;
    }
    texts.insert(text);
    const auto number = columns.number_if_any(row, column);
    if (!number) continue;
    preview.smallest = numbers.empty() ? *number : std::min(preview.smallest, *number);
    preview.largest = numbers.empty() ? *number : std::max(preview.largest, *number);
    numbers.insert(*number);
  }
  preview.different = preview.is_numeric ? numbers.size() : texts.size();
  return preview;
}

/// Whether the column contains row numbers, starting at 0 or 1.
bool counts_rows(const ColumnPreview& column, std::size_t rows) {
  return column.is_numeric && column.different == rows &&
         (column.smallest == 0.0 || column.smallest == 1.0) &&
         column.largest == column.smallest + static_cast<double>(rows - 1);
}

bool is_left_out_by_default(const ColumnPreview& column, std::size_t rows, const Settings& settings) {
  const bool is_refused = !column.is_numeric && settings.text("text_columns") == "refuse";
  return is_refused || counts_rows(column, rows);
}

}  // namespace

TablePreview preview_table(const Settings& given, const DatasetRequest& request, std::size_t most_rows) {
  const Settings settings = with_usual_values(given);
  const OpenedTable table(settings, request);
  const CsvColumns& columns = table.columns();
  const ColumnUse use = column_use(columns, settings);
  const bool proposes = settings.text("label").empty() && settings.text("ignore").empty();
  TablePreview preview;
  preview.row_count = columns.rows();
  preview.has_header = columns.has_header();
  preview.report = columns.report();
  preview.rows.resize(std::min(most_rows, columns.rows()));
  for (std::size_t column = 0; column < columns.count(); ++column) {
    const bool is_label = column == use.label;
    if (columns.use(column) != CsvColumns::Use::values && !is_label) continue;
    ColumnPreview each = preview_of(columns, column);
    const bool is_input = std::find(use.inputs.begin(), use.inputs.end(), column) != use.inputs.end();
    each.role = is_label ? ColumnRole::label : is_input ? ColumnRole::input : ColumnRole::left_out;
    if (proposes && is_input && is_left_out_by_default(each, columns.rows(), settings))
      each.role = ColumnRole::left_out;
    each.problem = problem_of(columns, column, each.is_numeric || each.role == ColumnRole::input);
    for (std::size_t row = 0; row < preview.rows.size(); ++row)
      preview.rows[row].emplace_back(columns.field(row, column));
    preview.columns.push_back(std::move(each));
  }
  try {
    preview.has_classes = is_classification(columns, use.label, settings.text("task"));
  } catch (const Error& error) {
    for (auto& column : preview.columns)
      if (column.role == ColumnRole::label && column.problem.empty()) column.problem = error.what();
  }
  return preview;
}

Settings with_roles(Settings settings, const TablePreview& preview) {
  std::string label;
  std::string ignored;
  for (const auto& column : preview.columns) {
    const auto alike = std::count_if(preview.columns.begin(), preview.columns.end(),
                                     [&](const auto& other) { return other.name == column.name; });
    // A name that is not unique, or that a list would split, is replaced by the column's number.
    const bool is_clear = alike == 1 && column.name.find_first_of(",\n") == std::string::npos &&
                          column.name.front() != ' ' && column.name.back() != ' ';
    const std::string name = is_clear ? column.name : std::to_string(column.number);
    if (column.role == ColumnRole::label) label = name;
    if (column.role == ColumnRole::left_out) ignored += (ignored.empty() ? "" : ", ") + name;
  }
  settings.set("label", label);
  settings.set("ignore", ignored);
  return settings;
}

}  // namespace lfp
