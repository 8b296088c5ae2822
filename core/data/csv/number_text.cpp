#include "core/data/csv/number_text.h"

#include "core/data/class_order.h"
#include "core/files/letter_case.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace lfp {
namespace {

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

/// The thousands separators besides the other decimal mark: a space (also non-breaking, narrow or thin) or an
/// apostrophe (also a curved one).
constexpr std::array<std::string_view, 6> group_marks{" ", "\xC2\xA0",    "\xE2\x80\xAF", "\xE2\x80\x89",
                                                      "'", "\xE2\x80\x99"};

/// Returns the separator at the front of `text`; empty if there is none.
std::string_view group_mark_at(std::string_view text, char other_mark) {
  if (text.starts_with(other_mark)) return text.substr(0, 1);
  for (const auto mark : group_marks)
    if (text.starts_with(mark)) return mark;
  return {};
}

/// Whether the groups have three digits after one to three; or two before the last, as in India.
bool are_thousands(const std::vector<std::size_t>& sizes, char first_digit) {
  const auto inner = std::vector<std::size_t>(sizes.begin() + 1, sizes.end());
  if (first_digit == '0' || sizes.front() == 0 || sizes.front() > 3 || inner.back() != 3) return false;
  const auto all_are = [&](std::size_t size) {
    return std::all_of(inner.begin(), inner.end() - 1, [&](std::size_t each) { return each == size; });
  };
  return all_are(3) || (sizes.front() <= 2 && all_are(2));
}

/// The whole digits at the front of a number, with their groups joined.
struct WholePart {
  std::string digits;
  std::size_t size = 0;  ///< length of this part in the text
  bool is_grouped = false;
};

std::optional<WholePart> whole_part(std::string_view text, char other_mark) {
  WholePart whole;
  std::string_view mark;
  std::vector<std::size_t> sizes{0};
  while (whole.size < text.size()) {
    const auto rest = text.substr(whole.size);
    if (is_digit(rest.front())) {
      whole.digits += rest.front();
      ++sizes.back();
      ++whole.size;
      continue;
    }
    const auto next = group_mark_at(rest, other_mark);
    if (next.empty()) break;
    if (!mark.empty() && next != mark) return std::nullopt;
    mark = next;
    sizes.push_back(0);
    whole.size += next.size();
  }
  whole.is_grouped = sizes.size() > 1;
  if (whole.is_grouped && !are_thousands(sizes, whole.digits.empty() ? '0' : whole.digits.front()))
    return std::nullopt;
  return whole;
}

bool is_plain_letter(char letter) {
  return is_digit(letter) || letter == '-' || letter == '+' || letter == 'e' || letter == 'E';
}

/// Whether as_number alone can decide, because nothing in the text depends on the decimal mark.
bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_plain_letter);
}

/// Like is_plain(), but also allows a point.
bool is_plain_or_point(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char letter) { return is_plain_letter(letter) || letter == '.'; });
}

/// Whether the last point could separate thousands; the text must not contain a comma.
bool ends_with_thousand(std::string_view text) {
  constexpr std::size_t thousand = 3;
  return text.size() - text.rfind('.') - 1 == thousand;
}

}  // namespace

std::optional<WrittenNumber> written_number(std::string_view text, DecimalMark mark) {
  if (is_plain(text)) {
    const auto value = as_number(text);
    return value ? std::optional(WrittenNumber{.value = *value}) : std::nullopt;
  }
  // Handled separately for speed: most texts that are not plain are of this kind, and tables are large.
  if (is_plain_or_point(text)) {
    if (mark == DecimalMark::comma && !ends_with_thousand(text)) return std::nullopt;
    if (mark == DecimalMark::point) {
      const auto value = as_number(text);
      return value ? std::optional(WrittenNumber{.value = *value, .has_mark = true}) : std::nullopt;
    }
  }
  constexpr std::string_view minus = "\xE2\x88\x92";
  std::string number;
  if (text.starts_with(minus)) {
    number = "-";
    text.remove_prefix(minus.size());
  } else if (text.starts_with("-") || text.starts_with("+")) {
    number = text.substr(0, 1);
    text.remove_prefix(1);
  }
  const char point = mark == DecimalMark::point ? '.' : ',';
  const auto whole = whole_part(text, mark == DecimalMark::point ? ',' : '.');
  if (!whole) return std::nullopt;
  number += whole->digits;
  text.remove_prefix(whole->size);
  const bool has_mark = text.starts_with(point);
  if (has_mark) {
    number += '.';
    text.remove_prefix(1);
  }
  if (!is_plain(text) || (whole->is_grouped && text.find_first_of("eE") != std::string_view::npos))
    return std::nullopt;
  number += text;
  const auto value = as_number(number);
  if (!value) return std::nullopt;
  return WrittenNumber{.value = *value, .has_mark = has_mark, .is_grouped = whole->is_grouped};
}

bool is_missing(std::string_view text) {
  return is_surely_missing(text) || text == "None" || text == "-";
}

bool is_surely_missing(std::string_view text) {
  if (!text.empty() && is_plain_or_point(text)) return false;  // a number most likely; tables are large
  // What statistics programs, databases and C libraries write, and the errors of spreadsheets in any
  // language.
  constexpr auto words = std::to_array<std::string_view>(
      {"",       "?",       "NA",     "N/A",      "n/a",      "n.a.",    "N.A.",    "NaN",     "nan",
       "NAN",    "-nan",    "-NaN",   "NaT",      "null",     "Null",    "NULL",    "(null)",  "(NULL)",
       "<null>", "<NULL>",  "[NULL]", "\\N",      "<NA>",     "1.#IND",  "-1.#IND", "1.#QNAN", "#NA",
       "#N/A",   "#NV",     "#N/D",   "#DIV/0!",  "#VALUE!",  "#REF!",   "#NAME?",  "#NUM!",   "#NULL!",
       "#WERT!", "#BEZUG!", "#ZAHL!", "#VALEUR!", "#¡DIV/0!", "#VALOR!", "#VALORE!"});
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool is_perhaps_missing(std::string_view text) {
  constexpr auto words = std::to_array<std::string_view>(
      {"na", "n/a", "n.a.", "nan", "null", "none", "nil", "missing", "-", "--", "---", ".", "*"});
  return is_surely_missing(text) || std::ranges::find(words, lower_case(text)) != words.end();
}

std::string unit_beside_number(std::string_view text) {
  constexpr std::string_view digits = "0123456789";
  const auto first = text.find_first_of(digits);
  if (first == std::string_view::npos) return {};
  const auto end = text.find_last_of(digits) + 1;
  std::size_t begin = first;
  if (begin > 0 && (text[begin - 1] == '.' || text[begin - 1] == ',')) --begin;
  if (begin > 0 && (text[begin - 1] == '-' || text[begin - 1] == '+')) --begin;
  const auto number = text.substr(begin, end - begin);
  if (!written_number(number, DecimalMark::point) && !written_number(number, DecimalMark::comma)) return {};

  std::string front(text.substr(0, begin));
  std::string behind(text.substr(end));
  for (std::string* part : {&front, &behind}) {
    std::erase_if(*part, [](char letter) { return letter == ' ' || letter == '-' || letter == '+'; });
    for (std::size_t at = 0; (at = part->find("\xC2\xA0", at)) != std::string::npos;) part->erase(at, 2);
  }
  return front.empty() || is_unit_of_numbers(front) ? front + behind : "";
}

bool is_unit_of_numbers(std::string_view unit) {
  constexpr std::array<std::string_view, 8> marks{"%", "‰", "°", "€", "$", "£", "¥", "₹"};
  return std::any_of(marks.begin(), marks.end(),
                     [&](auto mark) { return unit.find(mark) != std::string_view::npos; });
}

}  // namespace lfp
