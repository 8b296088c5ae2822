#include "core/base/unknown_name.h"

#include <algorithm>
#include <cctype>
#include <utility>
#include <vector>

namespace lfp {
namespace {

constexpr double near_enough = 0.34;

std::string plain(std::string_view word) {
  std::string result;
  for (const char letter : word)
    result += letter == '-' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  return result;
}

/// Letters to leave out, add, change, or swap with their neighbours.
std::size_t edits_between(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> edits(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) edits[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) edits[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = edits[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      edits[i][j] = std::min({edits[i - 1][j] + 1, edits[i][j - 1] + 1, change});
      const bool is_swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (is_swap) edits[i][j] = std::min(edits[i][j], edits[i - 2][j - 2] + 1);
    }
  }
  return edits[a.size()][b.size()];
}

std::string initials(const std::string& word) {
  std::string result;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (word[i] != '_' && (i == 0 || word[i - 1] == '_')) result += word[i];
  return result;
}

std::string listed(std::span<const std::string> names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

std::string question(const std::string& near) {
  return near.empty() ? "" : "Did you mean " + near + "? ";
}

}  // namespace

double word_distance(std::string_view a, std::string_view b) {
  const std::string given = plain(a);
  const std::string known = plain(b);
  if (given == known) return 0;
  if (given.empty() || known.empty()) return 1;
  constexpr std::size_t telling = 3;  // letters that a word may be cut short to
  if (given.size() >= telling && known.starts_with(given)) return 0.2;
  if (("_" + known + "_").find("_" + given + "_") != std::string::npos) return 0.25;  // one of its words
  const std::string short_form = initials(known);
  if (short_form.size() > 1 && short_form == given) return 0.2;
  const double longer = static_cast<double>(std::max(given.size(), known.size()));
  return static_cast<double>(edits_between(given, known)) / longer;
}

std::string nearest_name(std::string_view given, std::span<const std::string> known) {
  std::string nearest;
  double least = near_enough;
  for (const auto& name : known) {
    const double distance = word_distance(given, name);
    if (distance < least) {
      least = distance;
      nearest = name;
    }
  }
  return nearest;
}

std::string remedy_for(std::string_view unknown, std::span<const std::string> known) {
  return question(nearest_name(unknown, known)) + "Choose one of: " + listed(known);
}

UnknownKey::UnknownKey(std::string place, std::string_view key, std::span<const std::string> known)
    : UnknownKey(std::move(place), known.empty() ? "Remove it"
                                                 : question(nearest_name(key, known)) +
                                                       "Remove it, or use one of: " + listed(known)) {}

UnknownKey::UnknownKey(std::string place, std::string remedy)
    : Error(std::move(place), "the key is not known", std::move(remedy)) {}

}  // namespace lfp
