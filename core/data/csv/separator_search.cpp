#include "core/data/csv/separator_search.h"

#include "core/data/csv/number_text.h"

#include <algorithm>
#include <array>

namespace lfp {
namespace {

/// In order of preference if two give equally good tables.
constexpr std::array<Separator, 6> candidates{{{.letter = '\t'},
                                               {.letter = ';'},
                                               {.letter = ','},
                                               {.letter = '|'},
                                               {.letter = '\t', .repeats = true},
                                               {.letter = ' ', .repeats = true}}};

/// Tried only if no other candidate gives columns: they occur inside texts more often than between them.
constexpr std::array<Separator, 4> rare_candidates{
    {{.letter = '^'}, {.letter = '~'}, {.letter = ':'}, {.letter = '\x1F'}}};

constexpr std::size_t sample_bytes = std::size_t{1} << 20U;
constexpr std::size_t sample_rows = 2000;

bool is_number(std::string_view text) {
  return written_number(text, DecimalMark::point) || written_number(text, DecimalMark::comma);
}

/// Whether one of several words is a number, as if spaces were the separator.
bool has_number_word(std::string_view text) {
  if (text.find(' ') == std::string_view::npos) return false;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    if (end > 0 && is_number(text.substr(0, end))) return true;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return false;
}

/// The score of a field that should not occur in a flawless table.
constexpr double bad_look = 0.25;

/// Scores a field for the case that `separator` is right: 1 for a number, less for a text, `bad_look` or less
/// for a field that another separator would split.
double look_of(std::string_view field, Separator separator) {
  const bool has_blank = field.find(' ') != std::string_view::npos;
  // Commas rarely separate numbers that contain spaces; but decimal commas often occur next to spaces.
  if (is_number(field)) return separator.letter == ',' && has_blank ? bad_look : 1.0;
  const std::string_view others = separator.letter == ' ' ? ",;|" : "\t;|";
  if (field.find_first_of(others) != std::string_view::npos) return 0.0;
  return separator.letter != ' ' && has_number_word(field) ? bad_look : 0.5;
}

/// The quality of the table that a separator gives.
struct Fit {
  double score = 0.0;     ///< 0 if there are no columns
  bool is_clean = false;  ///< all rows fit, and no field seems to contain another separator
};

Fit fit_of(std::string_view sample, Separator separator, bool is_cut) {
  const CsvRows rows(sample, separator, {.rows = sample_rows});
  const auto sizes = row_sizes(rows);
  const std::size_t width = common_width(sizes);
  if (width < 2) return {};
  double sum = 0.0;
  double worst = 1.0;
  std::size_t count = 0;
  // The first row may be a header.
  for (std::size_t row = rows.count() > 1 ? 1 : 0; row < rows.count(); ++row) {
    for (std::size_t at = 0; at < rows.fields(row); ++at) {
      const auto field = rows.field(row, at);
      if (is_missing(field)) continue;
      const double look = look_of(field, separator);
      worst = std::min(worst, look);
      sum += look;
      ++count;
    }
  }
  const double mean = count == 0 ? 0.0 : sum / static_cast<double>(count);
  const auto fitting = std::count_if(sizes.begin(), sizes.end(), [&](auto size) { return size.fits(width); });
  const double share = static_cast<double>(fitting) / static_cast<double>(sizes.size());
  // A misplaced quotation mark indicates a wrong separator, unless the sample cuts a row off.
  const bool is_broken = rows.broken_line() && !is_cut;
  const double faults = (is_broken ? 0.5 : 1.0) * (sizes.front().fits(width) ? 1.0 : 0.8);
  return {.score = faults * share * share * std::max(mean, 0.01),
          .is_clean = share == 1.0 && !is_broken && worst > bad_look};
}

}  // namespace

std::vector<RowSize> row_sizes(const CsvRows& rows) {
  std::vector<RowSize> sizes;
  for (std::size_t row = 0; row < rows.count(); ++row) {
    const std::size_t filled = rows.filled_fields(row);
    if (filled > 0) sizes.push_back({.fields = rows.fields(row), .filled = filled});
  }
  return sizes;
}

std::size_t common_width(const std::vector<RowSize>& sizes) {
  std::size_t largest = 0;
  for (const auto& size : sizes) largest = std::max(largest, size.fields);
  // Each row adds 1 to all widths from `filled` to `fields`; running sums count the rows for each width.
  std::vector<std::int64_t> changes(largest + 2, 0);
  for (const auto& size : sizes) {
    ++changes[size.filled];
    --changes[size.fields + 1];
  }
  std::size_t best = 0;
  std::int64_t most = 0;
  std::int64_t fitting = 0;
  for (std::size_t width = 0; width < changes.size(); ++width) {
    fitting += changes[width];
    if (fitting > most) {
      most = fitting;
      best = width;
    }
  }
  return best;
}

Separator find_separator(std::string_view text) {
  const bool is_cut = text.size() > sample_bytes;
  const auto sample = text.substr(0, sample_bytes);
  Separator best;
  Fit best_fit;
  for (const auto candidate : candidates) {
    // Spaces within fields are common, so they do not replace a flawless separator.
    if (candidate.letter == ' ' && best_fit.is_clean) break;
    const Fit fit = fit_of(sample, candidate, is_cut);
    if (fit.score <= best_fit.score + 1e-9) continue;
    best = candidate;
    best_fit = fit;
  }
  if (best_fit.score > 0.0) return best;
  for (const auto candidate : rare_candidates) {
    if (!fit_of(sample, candidate, is_cut).is_clean) continue;
    return candidate;
  }
  return best;
}

bool looks_like_table(std::string_view text) {
  constexpr double nearly_all = 0.9;
  const CsvRows rows(text, find_separator(text), {.rows = sample_rows});
  const auto sizes = row_sizes(rows);
  const std::size_t width = common_width(sizes);
  if (rows.broken_line() || width < 2 || sizes.size() < 2) return false;
  const auto fitting = std::count_if(sizes.begin(), sizes.end(), [&](auto size) { return size.fits(width); });
  bool has_numbers = false;
  for (std::size_t row = 1; row < rows.count(); ++row)
    for (std::size_t at = 0; at < rows.fields(row); ++at)
      has_numbers = has_numbers || is_number(rows.field(row, at));
  return has_numbers && static_cast<double>(fitting) >= nearly_all * static_cast<double>(sizes.size());
}

Separator named_separator(std::string_view name) {
  if (name == "semicolon") return {.letter = ';'};
  if (name == "tab") return {.letter = '\t'};
  if (name == "pipe") return {.letter = '|'};
  if (name == "whitespace") return {.letter = ' ', .repeats = true};
  return {};
}

std::string separator_text(Separator separator) {
  if (separator.letter == ' ') return "blanks";
  if (separator.letter == '\t') return separator.repeats ? "one or several tabs" : "tabs";
  if (separator.letter == '\x1F') return "unit separators";
  return std::string("`") + separator.letter + "`";
}

}  // namespace lfp
