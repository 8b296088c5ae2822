#include "core/data/csv/csv_table.h"

#include "core/base/error.h"
#include "core/files/read_file.h"

#include <algorithm>
#include <array>
#include <utility>

#include <csv.h>

namespace lfp {
namespace {

constexpr std::uintmax_t largest_file = std::uintmax_t{1} << 31U;

bool is_blank(std::string_view line) {
  return line.find_first_not_of("\r\n \t") == std::string_view::npos;
}

/// How long the first line of `text` is with its end: LF, CR LF, or CR as in old files.
std::size_t line_size(std::string_view text) {
  const std::size_t end = text.find_first_of("\r\n");
  if (end == std::string_view::npos) return text.size();
  return text.substr(end).starts_with("\r\n") ? end + 2 : end + 1;
}

/// The first lines of `text` that are not empty, without line breaks, at most `count`.
std::vector<std::string_view> first_lines(std::string_view text, std::size_t count) {
  std::vector<std::string_view> lines;
  while (!text.empty() && lines.size() < count) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    if (const auto line = text.substr(0, end); !is_blank(line)) lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::int64_t count_outside_quotes(std::string_view line, char wanted) {
  bool quoted = false;
  std::int64_t count = 0;
  for (const char letter : line) {
    if (letter == '"') quoted = !quoted;
    if (letter == wanted && !quoted) ++count;
  }
  return count;
}

/// The separator that occurs equally often in all of the first lines; comma where none does. A comma comes
/// last because it may be the decimal sign between semicolons.
char find_separator(std::string_view text) {
  const auto lines = first_lines(text, 20);
  for (const char candidate : {'\t', ';', ','}) {
    const auto count = [&](std::string_view line) { return count_outside_quotes(line, candidate); };
    if (!lines.empty() && count(lines[0]) > 0 &&
        std::all_of(lines.begin(), lines.end(), [&](auto line) { return count(line) == count(lines[0]); }))
      return candidate;
  }
  return ',';
}

}  // namespace

/// Runs libcsv over a text, one line at a time so that it is known on which line a row begins.
class CsvReader {
 public:
  CsvReader(CsvTable& table, char separator) : table_(table) {
    csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&parser_, static_cast<unsigned char>(separator));
    if (separator != CSV_TAB) return;
    csv_set_space_func(&parser_, [](unsigned char letter) { return letter == CSV_SPACE ? 1 : 0; });
  }
  ~CsvReader() { csv_free(&parser_); }
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;

  void read(std::string_view text, Progress* progress) {
    constexpr std::int64_t lines_a_look = 1024;
    const std::size_t whole = text.size();
    while (!text.empty()) {
      if (progress != nullptr && line_ % lines_a_look == 0)
        progress->at(static_cast<std::int64_t>(whole - text.size()), static_cast<std::int64_t>(whole));
      ++line_;
      if (is_between_rows_) row_line_ = line_;
      const auto line = text.substr(0, line_size(text));
      text.remove_prefix(line.size());
      // An empty line between rows is none; within quotes it belongs to the field.
      if (is_between_rows_ && is_blank(line)) continue;
      is_between_rows_ = false;
      if (csv_parse(&parser_, line.data(), line.size(), take_field, take_row, this) != line.size()) fail();
    }
    if (csv_fini(&parser_, take_field, take_row, this) != 0) fail();
  }
  /// How many fields there are up to the end of each row.
  const std::vector<std::size_t>& row_ends() const { return row_ends_; }

 private:
  static void take_field(void* data, std::size_t size, void* self) {
    auto& table = static_cast<CsvReader*>(self)->table_;
    table.text_.append(static_cast<const char*>(data), size);
    table.ends_.push_back(table.text_.size());
  }
  static void take_row(int /*end*/, void* self) {
    auto& reader = *static_cast<CsvReader*>(self);
    reader.table_.lines_.push_back(reader.row_line_);
    reader.row_ends_.push_back(reader.table_.ends_.size());
    reader.is_between_rows_ = true;
  }
  [[noreturn]] void fail() {
    const std::string place = table_.path_.string() + ", row " + std::to_string(row_line_);
    if (csv_error(&parser_) == CSV_ENOMEM)
      throw Error(place, "there is not enough memory for it", "Use a smaller file");
    throw Error(place, "a quotation mark stands within a field without quotation marks or is never closed",
                "Put the whole field in quotation marks and double those within it");
  }

  CsvTable& table_;
  csv_parser parser_{};
  std::int64_t line_ = 0;
  std::int64_t row_line_ = 1;
  bool is_between_rows_ = true;
  std::vector<std::size_t> row_ends_;
};

CsvTable::CsvTable(std::filesystem::path path, char separator, Progress* progress) : path_(std::move(path)) {
  const std::string bytes = read_file(path_, largest_file);
  std::string_view text = bytes;
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  if (const auto zero = text.find('\0'); zero != std::string_view::npos)
    throw Error(path_.string() + ", byte " + std::to_string(zero), "this is not a text file in UTF-8",
                "Save it as CSV in UTF-8");
  CsvReader reader(*this, separator == 0 ? find_separator(text) : separator);
  reader.read(text, progress);
  if (lines_.empty())
    throw Error(path_.string(), "the file is empty", "Choose a file with a row for each sample");

  columns_ = reader.row_ends().front();
  for (std::size_t row = 1; row < rows(); ++row) {
    const std::size_t fields = reader.row_ends()[row] - reader.row_ends()[row - 1];
    if (fields == columns_) continue;
    throw Error(
        place(row),
        "it has " + std::to_string(fields) + " fields where the first row has " + std::to_string(columns_),
        "Correct the row, or set \"separator\"");
  }
}

std::string_view CsvTable::field(std::size_t row, std::size_t column) const {
  const std::size_t at = row * columns_ + column;
  const std::size_t begin = at == 0 ? 0 : ends_[at - 1];
  return std::string_view(text_).substr(begin, ends_[at] - begin);
}

std::string CsvTable::place(std::size_t row) const {
  return path_.string() + ", row " + std::to_string(lines_[row]);
}

}  // namespace lfp
