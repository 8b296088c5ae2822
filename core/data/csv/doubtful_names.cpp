#include "core/data/csv/doubtful_names.h"

#include "core/data/csv/number_text.h"
#include "core/files/letter_case.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace lfp {
namespace {

void replace_all(std::string& text, std::string_view from, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += by.size())
    text.replace(at, from.size(), by);
}

/// Returns the same text for names that a reader would hardly tell apart.
std::string look_of(const std::string& name) {
  std::string look = lower_case(name);
  for (std::size_t at = 1; at < look.size(); ++at) {  // "Ö" and its like have two bytes
    const auto letter = static_cast<unsigned char>(look[at]);
    const bool is_capital = look[at - 1] == '\xC3' && letter >= 0x80 && letter <= 0x9E && letter != 0x97;
    if (is_capital) look[at] = static_cast<char>(letter + 0x20);
  }
  for (const std::string_view blank : {"\t", "\n", "\r", "\xC2\xA0", "\xE2\x80\xAF"})
    replace_all(look, blank, " ");
  for (const std::string_view unseen : {"\xE2\x80\x8B", "\xC2\xAD"}) replace_all(look, unseen, "");
  const auto both_blank = [](char a, char b) { return a == ' ' && b == ' '; };
  look.erase(std::unique(look.begin(), look.end(), both_blank), look.end());
  return look;
}

/// Beside "+", a "-" has a meaning.
bool is_sign(const std::string& name, const std::vector<std::string>& names) {
  return name == "-" && std::ranges::find(names, "+") != names.end();
}

/// `one` and `several` say what the names are, `place` where they stand.
void report_doubtful(const std::vector<std::string>& names, const std::string& place, const std::string& one,
                     const std::string& several, LoadReport& report) {
  std::unordered_map<std::string, std::string> first;
  for (const auto& name : names) {
    const std::string quoted = "\"" + name + "\"";
    const auto [known, is_new] = first.emplace(look_of(name), name);
    if (!is_new)
      report.doubts.push_back(place + "\"" + known->second + "\" and " + quoted + " are taken for two " +
                              several);
    if (is_perhaps_missing(name) && !is_sign(name, names))
      report.doubts.push_back(place + quoted + " is taken for a " + one +
                              "; where it stands for a missing value, fill it in or remove the row");
  }
}

}  // namespace

void report_doubtful_classes(const std::vector<std::string>& names, LoadReport& report) {
  report_doubtful(names, "", "class", "classes", report);
}

void report_doubtful_kinds(const std::vector<std::string>& names, const std::string& column,
                           LoadReport& report) {
  report_doubtful(names, "column \"" + column + "\": ", "kind", "kinds", report);
}

}  // namespace lfp
