#include "core/data/csv/csv_table.h"

#include "core/base/error.h"
#include "core/data/csv/lead_lines.h"
#include "core/files/file_content.h"
#include "core/files/gzip.h"
#include "core/files/read_file.h"
#include "core/files/text_encoding.h"

#include <algorithm>
#include <utility>

namespace lfp {
namespace {

constexpr std::uintmax_t largest_file = std::uintmax_t{1} << 31U;

std::int64_t line_ends(std::string_view text) {
  return std::count(text.begin(), text.end(), '\n') +
         (text.find('\n') == std::string_view::npos ? std::count(text.begin(), text.end(), '\r') : 0);
}

/// Whether the row is a line drawn below a header or around a table: "----+----", "|:---|---:|". Below the
/// header of a table in Markdown, one dash in each column will do; elsewhere it stands for a missing value.
bool is_rule(const CsvRows& rows, std::size_t row, bool is_below_header) {
  bool has_dashes = is_below_header;
  for (std::size_t at = 0; at < rows.fields(row); ++at) {
    const auto field = rows.field(row, at);
    if (field.find_first_not_of("-=+: ") != std::string_view::npos) return false;
    for (const char* dashes : {"--", "==", ":-", "-:"})
      has_dashes = has_dashes || field.find(dashes) != std::string_view::npos;
  }
  return has_dashes;
}

/// Whether the row is a comment between or below the other rows, or a note: "# checked", "(60 rows)". A row
/// with as many fields as the table belongs to the table.
bool is_remark(const CsvRows& rows, std::size_t row, std::size_t width) {
  if (rows.fields(row) >= width) return false;
  const auto text = rows.field(row, 0);
  return text.starts_with('#') ||
         (rows.filled_fields(row) == 1 && text.starts_with('(') && text.ends_with(')'));
}

void refuse_other_content(std::string_view bytes, const std::filesystem::path& file) {
  const auto start = bytes.find_first_not_of(" \t\r\n");
  const auto text = start == std::string_view::npos ? std::string_view{} : bytes.substr(start);
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xD0\xCF\x11\xE0"))
    throw Error(file.string(), "this is a spreadsheet or an archive, not a table of text",
                "Open it in a spreadsheet program and save the table as CSV, or unpack it");
  const FileContent content = content_of(bytes);
  const std::string remedy =
      content.remedy.empty() ? "Save the table as text with commas (CSV)" : std::string(content.remedy);
  // "<5" may be a value, so "<" alone is not enough to refuse the file.
  if (!content.description.empty() && (!text.starts_with('<') || !content.remedy.empty()))
    throw Error(file.string(), "this is " + std::string(content.description) + ", not a table", remedy);
  if (text.starts_with("{\"") || text.starts_with("[{") || text.starts_with("[["))
    throw Error(file.string(), "this looks like JSON, not like a table",
                "Write a row for each sample, with commas between its fields");
}

std::string fields_text(std::size_t count) {
  return counted(static_cast<std::int64_t>(count), "field", "fields");
}

}  // namespace

CsvTable::CsvTable(std::filesystem::path path, std::optional<Separator> separator, Progress* progress)
    : path_(std::move(path)) {
  std::string bytes = unpacked_gzip(read_file(path_, largest_file), path_, largest_file);
  refuse_other_content(bytes, path_);
  const DecodedText decoded = decoded_text(std::move(bytes), path_);
  std::string_view text = decoded.text;
  if (const auto named = take_separator_line(text)) {
    if (!separator) separator = named;
    first_line_ = 2;
    report_.passed_over.emplace_back("the line that names the separator");
  }
  const LeadingComments comments = leading_comments(text, separator);
  first_line_ += line_ends(text.substr(0, comments.bytes));
  text.remove_prefix(comments.bytes);
  if (comments.lines > 0)
    report_.passed_over.push_back(counted(comments.lines, "line of comment", "lines of comment"));

  separator_ = separator ? *separator : find_separator(text);
  report_.guessed.push_back(separator_text(separator_) + " between fields");
  if (decoded.encoding != "UTF-8") report_.guessed.push_back(decoded.encoding);
  read_rows(text, progress);
  choose_rows();
  fit_columns();
}

void CsvTable::read_rows(std::string_view text, Progress* progress) {
  text_ = std::make_unique<const CsvRows>(text, separator_,
                                          CsvRows::Limits{.progress = progress, .first_line = first_line_});
  if (const auto line = text_->broken_line())
    throw Error(path_.string() + ", row " + std::to_string(*line),
                "a quotation mark stands within a field without quotation marks or is never closed",
                "Put the whole field in quotation marks and double those within it");
}

void CsvTable::choose_rows() {
  std::int64_t empty = text_->blank_lines();
  std::int64_t rules = 0;
  for (std::size_t row = 0; row < text_->count(); ++row) {
    if (text_->filled_fields(row) == 0)
      ++empty;
    else if (is_rule(*text_, row, separator_.letter == '|' && rows_.size() == 1))
      ++rules;
    else
      rows_.push_back(row);
  }
  if (rows_.empty())
    throw Error(path_.string(), "the file is empty", "Choose a file with a row for each sample");
  if (empty > 0) report_.passed_over.push_back(counted(empty, "empty row", "empty rows"));
  if (rules > 0) report_.passed_over.push_back(counted(rules, "line of dashes", "lines of dashes"));
}

RowSize CsvTable::size_of(std::size_t row) const {
  return {.fields = text_->fields(rows_[row]), .filled = text_->filled_fields(rows_[row])};
}

void CsvTable::fit_columns() {
  std::vector<RowSize> sizes;
  for (std::size_t row = 0; row < rows(); ++row) sizes.push_back(size_of(row));
  columns_ = common_width(sizes);
  pass_over_remarks(sizes);
  if (const std::size_t titles = title_rows(sizes); titles > 0) {
    rows_.erase(rows_.begin(), rows_.begin() + static_cast<std::ptrdiff_t>(titles));
    sizes.erase(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(titles));
    report_.passed_over.push_back(
        counted(static_cast<std::int64_t>(titles), "line above the table", "lines above the table"));
  }
  has_row_names_ =
      rows() > 1 && sizes[0].fields + 1 == columns_ && sizes[0].filled == sizes[0].fields &&
      !has_number(*text_, rows_[0]) &&
      std::all_of(sizes.begin() + 1, sizes.end(), [&](auto size) { return size.fields == columns_; });
  check_sizes(sizes);
  if (std::any_of(sizes.begin(), sizes.end(), [&](auto size) { return size.fields > columns_; }))
    report_.passed_over.emplace_back("separators behind the last column");
}

void CsvTable::pass_over_remarks(std::vector<RowSize>& sizes) {
  std::vector<std::size_t> kept;
  std::vector<RowSize> kept_sizes;
  for (std::size_t at = 0; at < rows_.size(); ++at) {
    // Above the table, such rows belong to its title.
    if (at > 0 && columns_ > 1 && is_remark(*text_, rows_[at], columns_)) continue;
    kept.push_back(rows_[at]);
    kept_sizes.push_back(sizes[at]);
  }
  const auto remarks = static_cast<std::int64_t>(rows_.size() - kept.size());
  if (remarks == 0) return;
  report_.passed_over.push_back(counted(remarks, "comment or note", "comments or notes"));
  rows_ = std::move(kept);
  sizes = std::move(kept_sizes);
}

/// Returns the number of title rows at the top: a single text each, above rows with more fields.
std::size_t CsvTable::title_rows(const std::vector<RowSize>& sizes) const {
  std::size_t titles = 0;
  while (titles + 2 < rows() && columns_ > 1 && sizes[titles].filled == 1 &&
         !has_number(*text_, rows_[titles])) {
    // If the title is padded like a row, it could also be a header with only one name.
    const bool is_alone = sizes[titles].fields == 1;
    const bool is_above_header = sizes[titles + 1].filled > 1 && !has_number(*text_, rows_[titles + 1]) &&
                                 has_number(*text_, rows_[titles + 2]);
    const bool is_above_title = sizes[titles + 1].filled == 1;
    if (!is_alone && !is_above_header && !is_above_title) break;
    ++titles;
  }
  // A padded text above another one is a title only if a header follows at the end.
  return titles > 0 && sizes[titles].filled == 1 ? 0 : titles;
}

void CsvTable::check_sizes(const std::vector<RowSize>& sizes) const {
  std::string remedy = ", or set \"separator\"";
  if (separator_.letter == ',') remedy = ", put fields that hold a comma in quotation marks" + remedy;
  for (std::size_t row = has_row_names_ ? 1 : 0; row < rows(); ++row) {
    if (sizes[row].fits(columns_)) continue;
    const std::size_t fields = std::max(sizes[row].filled, std::min(sizes[row].fields, columns_));
    if (row == 0)
      throw Error(place(row),
                  "it has " + fields_text(fields) + " where the other rows have " + std::to_string(columns_),
                  "Remove what stands above the table" + remedy);
    throw Error(place(row),
                "it has " + fields_text(fields) + " where the first row has " + std::to_string(columns_),
                "Correct or remove the row" + remedy);
  }
}

std::string_view CsvTable::field(std::size_t row, std::size_t column) const {
  if (has_row_names_ && row == 0) return column == 0 ? "" : text_->field(rows_[0], column - 1);
  return text_->field(rows_[row], column);
}

std::string CsvTable::place(std::size_t row) const {
  return path_.string() + ", row " + std::to_string(text_->line(rows_[row]));
}

}  // namespace lfp
