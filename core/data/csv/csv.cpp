#include "core/data/class_order.h"
#include "core/data/common_settings.h"
#include "core/data/csv/csv_columns.h"
#include "core/data/data_file.h"
#include "core/data/normalise.h"
#include "core/data/split.h"
#include "core/files/csv_text.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace lfp {
namespace {

/// A label of whole numbers with no more different values than this stands for classes.
constexpr std::size_t most_counted_classes = 20;
constexpr std::size_t most_classes = 1000;

char separator_of(const std::string& name) {
  if (name == "comma") return ',';
  if (name == "semicolon") return ';';
  return name == "tab" ? '\t' : '\0';
}

CsvColumns::Header header_of(const std::string& name) {
  if (name == "yes") return CsvColumns::Header::yes;
  return name == "no" ? CsvColumns::Header::no : CsvColumns::Header::automatic;
}

std::size_t label_column(const CsvColumns& columns, const Settings& settings) {
  const std::string& label = settings.text("label");
  return label.empty() ? columns.count() - 1 : columns.find(label, "dataset.label");
}

/// The columns that are neither the label nor named in "ignore".
std::vector<std::size_t> input_columns(const CsvColumns& columns, std::size_t label,
                                       const Settings& settings) {
  std::set<std::size_t> left_out{label};
  const std::string& ignored = settings.text("ignore");
  for (std::size_t begin = 0; begin < ignored.size();) {
    const std::size_t end = std::min(ignored.find(',', begin), ignored.size());
    const std::size_t first = ignored.find_first_not_of(' ', begin);
    if (first < end) {
      const std::size_t last = ignored.find_last_not_of(' ', end - 1);
      left_out.insert(columns.find(ignored.substr(first, last + 1 - first), "dataset.ignore"));
    }
    begin = end + 1;
  }
  std::vector<std::size_t> inputs;
  for (std::size_t column = 0; column < columns.count(); ++column)
    if (!left_out.contains(column)) inputs.push_back(column);
  if (inputs.empty())
    throw Error(columns.table().place(0), "no column is left to learn from",
                "Set \"separator\", or name fewer columns in \"ignore\"");
  return inputs;
}

/// What a column says of each sample; equal numbers are equal texts.
std::vector<std::string> texts_of(const CsvColumns& columns, std::size_t column) {
  std::vector<std::string> texts;
  texts.reserve(columns.rows());
  for (std::size_t row = 0; row < columns.rows(); ++row)
    texts.emplace_back(columns.is_numeric(column) ? shortest(columns.number(row, column))
                                                  : columns.text(row, column));
  return texts;
}

/// The different ones of `texts`, as they appear.
std::vector<std::string> different(const std::vector<std::string>& texts) {
  std::unordered_set<std::string_view> seen;
  std::vector<std::string> values;
  for (const auto& text : texts)
    if (seen.insert(text).second) values.push_back(text);
  return values;
}

std::vector<std::string> sorted(std::vector<std::string> values) {
  std::sort(values.begin(), values.end(), comes_before);
  return values;
}

/// Adds to each sample of `rows` what the column says: its number, or 1 at the place of its text among all
/// texts of the column. Throws Error for text where a number is due.
void add_column(std::vector<std::vector<float>>& rows, const CsvColumns& columns, std::size_t column,
                const Settings& settings) {
  if (columns.is_numeric(column) || settings.text("text_columns") == "refuse") {
    for (std::size_t row = 0; row < rows.size(); ++row)
      rows[row].push_back(static_cast<float>(columns.number(row, column)));
    return;
  }
  const auto texts = texts_of(columns, column);
  const auto values = sorted(different(texts));
  if (values.size() > most_classes)
    throw Error(columns.table().place(columns.first_row()) + ", column \"" + columns.name(column) + "\"",
                "the column holds " + std::to_string(values.size()) + " different texts",
                "Name the column in \"ignore\"");
  for (std::size_t row = 0; row < rows.size(); ++row)
    for (const auto& value : values) rows[row].push_back(value == texts[row] ? 1.0F : 0.0F);
}

Samples read_inputs(const CsvColumns& columns, const std::vector<std::size_t>& inputs,
                    const Settings& settings) {
  std::vector<std::vector<float>> rows(columns.rows());
  for (const auto column : inputs) add_column(rows, columns, column, settings);
  Samples samples;
  samples.features = static_cast<std::int64_t>(rows.front().size());
  for (const auto& row : rows) samples.inputs.insert(samples.inputs.end(), row.begin(), row.end());
  return samples;
}

bool is_classification(const CsvColumns& columns, std::size_t label, const std::string& task) {
  if (task != "automatic") return task == "classification";
  if (!columns.is_numeric(label)) return true;
  std::set<double> values;
  for (std::size_t row = 0; row < columns.rows(); ++row) {
    const double value = columns.number(row, label);
    values.insert(value);
    if (value != std::floor(value) || values.size() > most_counted_classes) return false;
  }
  return 2 * values.size() <= columns.rows();
}

void read_labels(Dataset& dataset, Samples& samples, const CsvColumns& columns, std::size_t label,
                 const Settings& settings) {
  const auto texts = texts_of(columns, label);
  dataset.class_names = different(texts);
  if (settings.text("class_order") == "sorted") dataset.class_names = sorted(dataset.class_names);
  const std::size_t classes = dataset.class_names.size();
  if (classes < 2)
    throw Error(
        "dataset.label",
        "every row has the same label in column \"" + columns.name(label) + "\": " + dataset.class_names[0],
        "Choose another column, or add samples of another class");
  if (classes > most_classes || (classes > 2 && classes == columns.rows()))
    throw Error("dataset.label",
                "column \"" + columns.name(label) + "\" has " + std::to_string(classes) + " classes in " +
                    std::to_string(columns.rows()) + " rows",
                "Choose another column, or set \"task\" to regression");
  dataset.classes = static_cast<std::int32_t>(classes);
  std::unordered_map<std::string_view, std::int32_t> number_of;
  for (const auto& name : dataset.class_names)
    number_of.emplace(name, static_cast<std::int32_t>(number_of.size()));
  for (const auto& text : texts) samples.labels.push_back(number_of.at(text));
}

void read_targets(Dataset& dataset, Samples& samples, const CsvColumns& columns, std::size_t label) {
  if (!columns.is_numeric(label))
    throw Error("dataset.label",
                "column \"" + columns.name(label) + "\" holds text, which is no target of a regression",
                "Choose another column, or set \"task\" to classification");
  dataset.target_names = {columns.name(label)};
  samples.outputs = 1;
  for (std::size_t row = 0; row < columns.rows(); ++row)
    samples.targets.push_back(static_cast<float>(columns.number(row, label)));
}

Dataset load_csv(const Settings& settings, const DatasetRequest& request) {
  const auto path = named_data_file("file", "Name a CSV file", settings, request);
  const CsvTable table(path, separator_of(settings.text("separator")), request.progress);
  const CsvColumns columns(table, header_of(settings.text("header")));
  if (columns.rows() < 2)
    throw Error(path.string(), "there is only one sample", "Add rows: one part trains, the other tests");
  const std::size_t label = label_column(columns, settings);
  Samples samples = read_inputs(columns, input_columns(columns, label, settings), settings);

  Dataset dataset;
  dataset.name = path.stem().string();
  dataset.shape = {.channels = samples.features};
  const bool has_classes = is_classification(columns, label, settings.text("task"));
  if (has_classes)
    read_labels(dataset, samples, columns, label, settings);
  else
    read_targets(dataset, samples, columns, label);
  const double test_fraction = settings.real("test_fraction");
  const Split split = has_classes
                          ? stratified_split(samples.labels, dataset.classes, test_fraction, request.seed)
                          : random_split(samples.count(), test_fraction, request.seed);
  dataset.train = rows_of(samples, split.train);
  dataset.test = rows_of(samples, split.test);
  if (dataset.test.count() == 0)
    throw Error(path.string(), "every class has one sample only, so that none is left for testing",
                "Add samples, or set \"task\" to regression");
  if (settings.text("normalise") == "per_feature") normalise_per_feature(dataset);
  if (!has_classes && settings.flag("normalise_targets")) normalise_targets(dataset);
  return dataset;
}

}  // namespace

DatasetEntry csv_entry() {
  DatasetEntry entry;
  entry.info = {
      .name = "csv",
      .label = "Table (CSV)",
      .summary = "A table with a row for each sample and a column that is to be learnt: a class or a number.",
      .formula = "(x_1, …, x_n) ↦ label",
      .settings = {
          path_setting("file", "Table", "The CSV file, in UTF-8, separated by comma, semicolon or tab."),
          text_setting("label", "Label",
                       "The column to be learnt, by its name or its number from 1; empty for the last one.",
                       ""),
          choice_setting("task", "Task",
                         "Automatic: classes where the label is text, or whole numbers with few values.",
                         {"automatic", "classification", "regression"}),
          text_setting("ignore", "Leave out", "Columns that are not used: names or numbers, between commas.",
                       ""),
          choice_setting(
              "text_columns", "Text columns",
              "What to do with inputs of text: refuse them, or turn each text into an input of 0 or 1.",
              {"refuse", "one_hot"}),
          choice_setting(
              "header", "Header",
              "Whether the first row names the columns; automatic: if none of its fields is a number.",
              {"automatic", "yes", "no"}),
          choice_setting("separator", "Separator", "What stands between the fields of a row.",
                         {"automatic", "comma", "semicolon", "tab"}),
          choice_setting("class_order", "Class order",
                         "Classes sorted by name, or as they appear in the file.", {"sorted", "appearance"}),
          test_fraction_setting("rows"),
          normalise_setting("Bring each input to mean 0 and deviation 1, measured on the training part.",
                            "per_feature"),
          normalise_targets_setting()}};
  entry.load = load_csv;
  return entry;
}

}  // namespace lfp
