#include "core/data/csv/column_use.h"

#include "core/data/data_file.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace lfp {
namespace {

/// A label of whole numbers with at most this many distinct values stands for classes.
constexpr std::size_t most_counted_classes = 20;

std::optional<Separator> separator_of(const std::string& name) {
  return name == "automatic" ? std::nullopt : std::optional(named_separator(name));
}

CsvColumns::Header header_of(const std::string& name) {
  if (name == "yes") return CsvColumns::Header::yes;
  return name == "no" ? CsvColumns::Header::no : CsvColumns::Header::automatic;
}

std::optional<DecimalMark> mark_of(const std::string& name) {
  if (name == "automatic") return std::nullopt;
  return name == "comma" ? DecimalMark::comma : DecimalMark::point;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') + 1 - first);
}

/// Returns the end of the list item that begins at `begin`: the next comma, or a later one if a column's name
/// contains commas.
std::size_t item_end(const std::string& list, std::size_t begin, const CsvColumns& columns) {
  const auto end_from = [&](std::size_t from) { return std::min(list.find(',', from), list.size()); };
  const std::size_t next = end_from(begin);
  for (std::size_t end = next; end < list.size();) {
    end = end_from(end + 1);
    if (columns.has_name(trimmed(std::string_view(list).substr(begin, end - begin)))) return end;
  }
  return next;
}

std::set<std::size_t> ignored_columns(const CsvColumns& columns, const std::string& list) {
  std::set<std::size_t> ignored;
  for (std::size_t begin = 0; begin < list.size();) {
    const std::size_t end = item_end(list, begin, columns);
    const auto name = trimmed(std::string_view(list).substr(begin, end - begin));
    if (!name.empty()) ignored.insert(columns.find(std::string(name), "dataset.ignore"));
    begin = end + 1;
  }
  return ignored;
}

}  // namespace

OpenedTable::OpenedTable(const Settings& settings, const DatasetRequest& request)
    : table_(std::make_unique<const CsvTable>(named_data_file("file", "Name a CSV file", settings, request),
                                              separator_of(settings.text("separator")), request.progress)),
      columns_(*table_, header_of(settings.text("header")), mark_of(settings.text("decimal_mark"))) {}

ColumnUse column_use(const CsvColumns& columns, const Settings& settings) {
  const std::string& label = settings.text("label");
  ColumnUse use;
  use.label = label.empty() ? columns.last() : columns.find(label, "dataset.label");
  const auto ignored = ignored_columns(columns, settings.text("ignore"));
  for (std::size_t column = 0; column < columns.count(); ++column)
    if (column != use.label && columns.use(column) == CsvColumns::Use::values && !ignored.contains(column))
      use.inputs.push_back(column);
  return use;
}

bool is_classification(const CsvColumns& columns, std::size_t label, const std::string& task) {
  if (task != "automatic") return task == "classification";
  if (!columns.is_numeric(label)) {
    if (const auto& unit = columns.unit(label); !unit.empty())
      throw Error("dataset.label",
                  "the numbers in column \"" + columns.name(label) + "\" are written with \"" + unit + "\"",
                  "Write them without it, or set \"task\" to classification");
    return true;
  }
  std::set<double> values;
  for (std::size_t row = 0; row < columns.rows(); ++row) {
    const double value = columns.number(row, label);
    values.insert(value);
    if (value != std::floor(value) || values.size() > most_counted_classes) return false;
  }
  return 2 * values.size() <= columns.rows();
}

}  // namespace lfp
