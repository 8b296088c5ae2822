#include "core/data/csv/lead_lines.h"

#include "core/data/csv/number_text.h"
#include "core/data/csv/separator_search.h"

#include <algorithm>
#include <cctype>
#include <vector>

namespace lfp {
namespace {

/// Returns the first line of `text` without its line end.
std::string_view first_line(std::string_view text) {
  return text.substr(0, text.find_first_of("\r\n"));
}

bool can_separate(char letter) {
  return std::ispunct(static_cast<unsigned char>(letter)) != 0
             ? std::string_view("\"'.-+=#").find(letter) == std::string_view::npos
             : letter == '\t' || letter == ' ';
}

/// Returns the beginnings of the lines that start with "#", and of the first other line.
std::vector<std::size_t> comment_lines(std::string_view text) {
  std::vector<std::size_t> begins{0};
  while (begins.back() < text.size() && text[begins.back()] == '#') {
    const auto end = text.find_first_of("\r\n", begins.back());
    begins.push_back(end == std::string_view::npos ? text.size() : end + 1);
  }
  return begins;
}

/// Returns the size of "# " at the front; a "#" directly before a name belongs to the name.
std::size_t mark_size(std::string_view line) {
  if (line.size() < 2 || (line[1] != ' ' && line[1] != '\t')) return 0;
  return std::min(line.find_first_not_of("# \t"), line.size());
}

/// Whether the first row of the table is a header.
bool has_header(const CsvRows& table) {
  return table.count() > 1 && !has_number(table, 0) && has_number(table, 1);
}

}  // namespace

std::optional<Separator> take_separator_line(std::string_view& text) {
  const auto whole = first_line(text);
  std::string_view line = whole;
  if (line.starts_with('"')) line.remove_prefix(1);
  constexpr std::string_view key = "sep=";
  const auto is_alike = [](char wanted, char given) {
    return wanted == std::tolower(static_cast<unsigned char>(given));
  };
  if (line.size() <= key.size() || !std::equal(key.begin(), key.end(), line.begin(), is_alike)) return {};
  line.remove_prefix(key.size());
  char letter = line.front();
  line.remove_prefix(1);
  if (letter == '\\' && line.starts_with('t')) {
    letter = '\t';
    line.remove_prefix(1);
  }
  // Programs that save the file again pad this line like a row.
  if (!can_separate(letter) || line.find_first_not_of("\";,|\t ") != std::string_view::npos) return {};
  text.remove_prefix(std::min(whole.size() + 1, text.size()));
  return Separator{.letter = letter, .repeats = letter == ' '};
}

LeadingComments leading_comments(std::string_view text, std::optional<Separator> separator) {
  const auto begins = comment_lines(text);
  const auto rest = text.substr(begins.back());
  if (begins.size() == 1 || is_blank_text(rest)) return {};
  const Separator used = separator ? *separator : find_separator(rest);
  constexpr std::size_t enough_rows = 1000;
  const CsvRows table(rest, used, {.rows = enough_rows});
  const std::size_t width = common_width(row_sizes(table));

  for (std::size_t line = begins.size() - 1; line > 0; --line) {
    const std::size_t begin = begins[line - 1];
    const std::size_t marked = begin + mark_size(text.substr(begin));
    const CsvRows rows(text.substr(marked, begins[line] - marked), used, {});
    const auto sizes = row_sizes(rows);
    const auto passed_over = static_cast<std::int64_t>(line);
    if (rows.broken_line() || sizes.size() != 1 || !sizes.front().fits(width))
      return {.bytes = begins[line], .lines = passed_over};
    if (has_number(rows, 0)) continue;  // it is a row whose first text begins with "#"
    if (has_header(table)) return {.bytes = begins[line], .lines = passed_over};
    return {.bytes = marked, .lines = passed_over - 1};
  }
  return {};
}

bool has_number(const CsvRows& rows, std::size_t row) {
  for (std::size_t at = 0; at < rows.fields(row); ++at)
    if (written_number(rows.field(row, at), DecimalMark::point) ||
        written_number(rows.field(row, at), DecimalMark::comma))
      return true;
  return false;
}

}  // namespace lfp
