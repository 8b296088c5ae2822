#include "core/data/csv/csv_rows.h"

#include <algorithm>
#include <array>
#include <new>
#include <utility>

#include <csv.h>

namespace lfp {
namespace {

bool is_blank_line(std::string_view line) {
  return line.find_first_not_of("\r\n \t") == std::string_view::npos;
}

/// Returns the length of the first line including its end: LF, or CR as in old files.
std::size_t line_size(std::string_view text) {
  const std::size_t end = text.find_first_of("\r\n");
  return end == std::string_view::npos ? text.size() : end + 1;
}

/// What cannot be seen around a text: white space, non-breaking spaces as on web pages, spaces without width,
/// byte order marks of files that were joined.
constexpr std::array<std::string_view, 8> blanks{" ",        "\t",           "\n",           "\r",
                                                 "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x8B", "\xEF\xBB\xBF"};

/// Also within quotation marks: programs pad texts to one width there, and nobody means "oak " and "oak" to
/// be two classes.
std::string_view without_outer_blanks(std::string_view text) {
  const auto is_visible = [](unsigned char letter) { return letter > ' ' && letter < 0x80; };
  for (bool is_done = text.empty() || (is_visible(text.front()) && is_visible(text.back())); !is_done;) {
    is_done = true;
    for (const auto blank : blanks) {
      const bool is_before = text.starts_with(blank);
      if (is_before) text.remove_prefix(blank.size());
      const bool is_behind = text.ends_with(blank);
      if (is_behind) text.remove_suffix(blank.size());
      is_done = is_done && !is_before && !is_behind;
    }
  }
  return text;
}

}  // namespace

bool is_blank_text(std::string_view text) {
  return without_outer_blanks(text).empty();
}

/// Runs libcsv over a text, line by line so that the line on which each row begins is known.
class CsvReader {
 public:
  CsvReader(CsvRows& rows, Separator separator) : rows_(rows), separator_(separator) {
    csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL);
    csv_set_delim(&parser_, static_cast<unsigned char>(separator.letter));
    if (separator.letter == CSV_TAB)
      csv_set_space_func(&parser_, [](unsigned char letter) { return letter == CSV_SPACE ? 1 : 0; });
    if (separator.letter == CSV_SPACE) csv_set_space_func(&parser_, [](unsigned char) { return 0; });
  }
  ~CsvReader() { csv_free(&parser_); }
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;

  void read(std::string_view text, const CsvRows::Limits& limits) {
    constexpr std::int64_t lines_a_look = 1024;
    const std::size_t whole = text.size();
    line_ = limits.first_line - 1;
    while (!text.empty() && rows_.count() < limits.rows) {
      if (limits.progress != nullptr && line_ % lines_a_look == 0)
        limits.progress->at(static_cast<std::int64_t>(whole - text.size()), static_cast<std::int64_t>(whole));
      ++line_;
      if (is_between_rows_) row_line_ = line_;
      const auto line = text.substr(0, line_size(text));
      text.remove_prefix(line.size());
      // An empty line between rows is skipped; within quotes it belongs to the field.
      if (is_between_rows_ && is_blank_line(line)) {
        count_blank(line);
        continue;
      }
      rows_.blank_lines_ += std::exchange(blanks_before_, 0);
      is_between_rows_ = false;
      const auto prepared = with_blanks(line);
      if (csv_parse(&parser_, prepared.data(), prepared.size(), take_field, take_row, this) !=
          prepared.size())
        return fail();
    }
    if (text.empty() && csv_fini(&parser_, take_field, take_row, this) != 0) fail();
  }

 private:
  /// Empty lines at the very end only end the file, but separators in them make a row even there.
  void count_blank(std::string_view line) {
    const bool has_separators = !separator_.repeats && line.find(separator_.letter) != std::string_view::npos;
    ++(has_separators ? rows_.blank_lines_ : blanks_before_);
  }
  /// Returns the line with tabs outside of quotes replaced by spaces, if both act as separators.
  std::string_view with_blanks(std::string_view line) {
    if (separator_ != Separator{.letter = ' ', .repeats = true}) return line;
    line_text_ = line;
    for (char& letter : line_text_) {
      if (letter == '"') is_quoted_ = !is_quoted_;
      if (letter == '\t' && !is_quoted_) letter = ' ';
    }
    return line_text_;
  }
  /// Called by libcsv; `data` is null for an empty unquoted field.
  static void take_field(void* data, std::size_t size, void* self) {
    auto& reader = *static_cast<CsvReader*>(self);
    if (data == nullptr && reader.separator_.repeats) return;
    auto& rows = reader.rows_;
    if (data != nullptr) rows.text_.append(without_outer_blanks({static_cast<const char*>(data), size}));
    rows.field_ends_.push_back(rows.text_.size());
  }
  static void take_row(int /*end*/, void* self) {
    auto& reader = *static_cast<CsvReader*>(self);
    reader.rows_.lines_.push_back(reader.row_line_);
    reader.rows_.row_ends_.push_back(reader.rows_.field_ends_.size());
    reader.is_between_rows_ = true;
  }
  void fail() {
    if (csv_error(&parser_) == CSV_ENOMEM) throw std::bad_alloc();
    rows_.broken_line_ = row_line_;
    rows_.field_ends_.resize(rows_.row_ends_.empty() ? 0 : rows_.row_ends_.back());
  }

  CsvRows& rows_;
  Separator separator_;
  csv_parser parser_{};
  std::int64_t line_ = 0;
  std::int64_t row_line_ = 1;
  std::int64_t blanks_before_ = 0;  ///< empty lines since the last row
  bool is_between_rows_ = true;
  bool is_quoted_ = false;
  std::string line_text_;
};

CsvRows::CsvRows(std::string_view text, Separator separator, const Limits& limits) {
  CsvReader(*this, separator).read(text, limits);
}

std::string_view CsvRows::field(std::size_t row, std::size_t at) const {
  const std::size_t index = row_begin(row) + at;
  const std::size_t begin = index == 0 ? 0 : field_ends_[index - 1];
  return std::string_view(text_).substr(begin, field_ends_[index] - begin);
}

std::size_t CsvRows::filled_fields(std::size_t row) const {
  std::size_t filled = fields(row);
  while (filled > 0 && is_blank_text(field(row, filled - 1))) --filled;
  return filled;
}

}  // namespace lfp
