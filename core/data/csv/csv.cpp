#include "core/data/class_order.h"
#include "core/data/common_settings.h"
#include "core/data/csv/column_use.h"
#include "core/data/csv/doubtful_names.h"
#include "core/data/normalise.h"
#include "core/data/split.h"
#include "core/files/csv_text.h"
#include "core/files/gzip.h"
#include "core/files/letter_case.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace lfp {
namespace {

constexpr std::size_t most_classes = 1000;

/// Returns a number as a class name: equal numbers give equal texts, unless a double is too imprecise.
std::string number_name(const CsvColumns& columns, std::size_t row, std::size_t column) {
  constexpr double largest_exact = 9007199254740992.0;  // 2^53
  const double number = columns.number(row, column);
  return std::abs(number) < largest_exact ? shortest(number) : std::string(columns.field(row, column));
}

/// Returns the label of each sample as text.
std::vector<std::string> label_texts(const CsvColumns& columns, std::size_t label) {
  std::vector<std::string> texts;
  texts.reserve(columns.rows());
  for (std::size_t row = 0; row < columns.rows(); ++row)
    texts.emplace_back(columns.is_numeric(label) ? number_name(columns, row, label)
                                                 : std::string(columns.class_text(row, label)));
  return texts;
}

std::vector<std::string> texts_of(const CsvColumns& columns, std::size_t column) {
  std::vector<std::string> texts;
  texts.reserve(columns.rows());
  for (std::size_t row = 0; row < columns.rows(); ++row) texts.emplace_back(columns.text(row, column));
  return texts;
}

/// Returns the distinct values of `texts`, in order of appearance.
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

/// Whether a text is used as the heading of sums or means of the rows above.
bool is_word_of_sums(std::string_view text) {
  static const std::set<std::string> words = {
      "total",        "totals", "grand total", "subtotal", "sum",    "sums",        "average", "averages",
      "mean",         "median", "std",         "summe",    "gesamt", "gesamtsumme", "mittel",  "mittelwert",
      "durchschnitt", "somme",  "moyenne",     "suma",     "media",  "promedio",    "totale",  "somma"};
  std::string word = lower_case(text);
  while (word.ends_with(':')) word.pop_back();
  return words.contains(word);
}

/// Refuses a last row with sums or means of the others, as in spreadsheets: it is not a sample, but would be
/// learnt silently. If the same word occurs in other rows too, it is a class name.
void refuse_row_of_sums(const CsvColumns& columns) {
  const std::size_t last = columns.rows() - 1;
  for (std::size_t column = 0; column < columns.count(); ++column) {
    const auto text = columns.field(last, column);
    if (!is_word_of_sums(text)) continue;
    bool is_elsewhere = false;
    for (std::size_t row = 0; row < last && !is_elsewhere; ++row)
      is_elsewhere = columns.field(row, column) == text;
    if (!is_elsewhere)
      throw Error(columns.place(last, column),
                  "\"" + std::string(text) + "\" seems to head sums of the rows above, which are no sample",
                  "Remove the row, or move it up if it is one");
  }
}

/// Finds a text that may separate the fields of all rows but is not a supported separator: "§", "->". Empty
/// if there is none.
std::string strange_separator(const CsvColumns& columns) {
  constexpr std::size_t enough = 20;
  for (const char* mark : {"§", "¦", "->", "=>", "#", "/", "\\", "·", "•", "¤", "!", "*", "&", "@"}) {
    const std::string_view letters = mark;
    const auto times = [&](std::string_view text) {
      std::size_t count = 0;
      for (auto at = text.find(letters); at != std::string_view::npos;
           at = text.find(letters, at + letters.size()))
        ++count;
      return count;
    };
    const std::size_t first = times(columns.table().field(0, 0));
    bool has_all = first > 0;
    for (std::size_t row = 1; row < std::min(enough, columns.table().rows()) && has_all; ++row)
      has_all = times(columns.table().field(row, 0)) == first;
    if (has_all) return mark;
  }
  return {};
}

/// Values are stored with about seven digits: if those of a column differ only in later digits, such as times
/// in seconds since 1970, they become nearly indistinguishable.
void add_numbers(std::vector<std::vector<float>>& rows, const CsvColumns& columns, std::size_t column,
                 LoadReport& report) {
  constexpr double noticeable = 1e-3;
  double smallest = 0.0;
  double largest = 0.0;
  double error = 0.0;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const double number = columns.number(row, column);
    rows[row].push_back(static_cast<float>(number));
    smallest = row == 0 ? number : std::min(smallest, number);
    largest = row == 0 ? number : std::max(largest, number);
    error = std::max(error, std::abs(static_cast<double>(rows[row].back()) - number));
  }
  if (error > noticeable * (largest - smallest))
    report.doubts.push_back("the values of column \"" + columns.name(column) +
                            "\" differ by too little to be told apart as 32-bit floats; subtract what they "
                            "have in common, or scale them");
}

/// Appends the column to each sample in `rows`: its number, or a one-hot encoding of its text among all texts
/// of the column. Throws Error for text where a number is required.
void add_column(std::vector<std::vector<float>>& rows, const CsvColumns& columns, std::size_t column,
                const Settings& settings, LoadReport& report) {
  if (columns.is_numeric(column) || settings.text("text_columns") == "refuse") {
    add_numbers(rows, columns, column, report);
    return;
  }
  if (const auto& unit = columns.unit(column); !unit.empty())
    throw Error(columns.place(0, column), "the numbers in this column are written with \"" + unit + "\"",
                "Write them without it, or name the column in \"ignore\"");
  const auto texts = texts_of(columns, column);
  const auto values = sorted(different(texts));
  if (values.size() > most_classes)
    throw Error(columns.place(0, column),
                "the column holds " + std::to_string(values.size()) + " different texts",
                "Name the column in \"ignore\"");
  report_doubtful_kinds(values, columns.name(column), report);
  for (std::size_t row = 0; row < rows.size(); ++row)
    for (const auto& value : values) rows[row].push_back(value == texts[row] ? 1.0F : 0.0F);
}

/// Only such columns of row numbers are reported; others may have a meaning, such as a time.
bool is_name_of_numbers(const std::string& name) {
  static const std::set<std::string> names = {"id",  "index", "idx", "row",    "row number", "rownum",
                                              "nr",  "nr.",   "no",  "no.",    "number",     "nummer",
                                              "num", "#",     "key", "sample", "sample id",  "case"};
  return names.contains(lower_case(name));
}

Samples read_inputs(const CsvColumns& columns, const std::vector<std::size_t>& inputs,
                    const Settings& settings, LoadReport& report) {
  std::vector<std::vector<float>> rows(columns.rows());
  for (const auto column : inputs) add_column(rows, columns, column, settings, report);
  for (const auto column : inputs)
    if (inputs.size() > 1 && is_name_of_numbers(columns.name(column)) && columns.counts_rows(column))
      report.doubts.push_back(
          "column \"" + columns.name(column) +
          "\" counts the rows and is learnt from like any other; if it only numbers them, "
          "name it in \"ignore\"");
  Samples samples;
  samples.features = static_cast<std::int64_t>(rows.front().size());
  for (const auto& row : rows) samples.inputs.insert(samples.inputs.end(), row.begin(), row.end());
  return samples;
}

void read_labels(Dataset& dataset, Samples& samples, const CsvColumns& columns, std::size_t label,
                 const Settings& settings) {
  const auto texts = label_texts(columns, label);
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
  report_doubtful_classes(dataset.class_names, dataset.report);
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
  const OpenedTable table(settings, request);
  const auto& path = table.path();
  const CsvColumns& columns = table.columns();
  if (columns.rows() < 2)
    throw Error(path.string(), "there is only one sample", "Add rows: one part trains, the other tests");
  refuse_row_of_sums(columns);
  const auto [label, inputs] = column_use(columns, settings);
  const std::string strange = inputs.empty() && columns.used_count() == 1 ? strange_separator(columns) : "";
  if (!strange.empty())
    throw Error(columns.table().place(0),
                "the fields seem to be separated by \"" + strange + "\", which is not read",
                "Save the table with commas, semicolons or tabs between its fields");
  if (inputs.empty())
    throw Error(columns.table().place(0), "no column is left to learn from",
                "Set \"separator\", or name fewer columns in \"ignore\"");
  Dataset dataset;
  dataset.report = columns.report();
  Samples samples = read_inputs(columns, inputs, settings, dataset.report);
  dataset.name = without_gzip_ending(path).stem().string();
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
          path_setting("file", "Table",
                       "The file, packed with gzip or not: a row for each sample, its fields separated by "
                       "commas, semicolons, tabs or the like."),
          text_setting("label", "Label",
                       "The column to be learnt, by its name or its number from 1; empty for the last one.",
                       ""),
          choice_setting("task", "Task",
                         "Automatic: classes where the label is text, or whole numbers with few values.",
                         {"automatic", "classification", "regression"}),
          text_setting("ignore", "Ignore columns",
                       "Columns that are not used: names or numbers, between commas.", ""),
          choice_setting(
              "text_columns", "Text columns",
              "What to do with inputs of text: refuse them, or turn each text into an input of 0 or 1.",
              {"refuse", "one_hot"}),
          choice_setting(
              "header", "Header",
              "Whether the first row names the columns; automatic: if none of its fields is a number.",
              {"automatic", "yes", "no"}),
          choice_setting("separator", "Separator", "What stands between the fields of a row.",
                         {"automatic", "comma", "semicolon", "tab", "pipe", "whitespace"}),
          choice_setting("decimal_mark", "Decimal mark",
                         "What stands before the decimals of numbers; automatic: what each column's numbers "
                         "make sense with.",
                         {"automatic", "point", "comma"}),
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
