#include "core/data/only_classes.h"

#include "core/base/error.h"
#include "core/base/unknown_name.h"
#include "core/data/split.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <string_view>

namespace lfp {
namespace {

constexpr const char* place = "dataset.only_classes";

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::optional<std::int32_t> number_of(std::string_view text) {
  std::int32_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// Expands "0-4" to 0, 1, 2, 3, 4; returns nothing if it is not a range of numbers.
std::vector<std::string> range_of(std::string_view text) {
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return {};
  const auto first = number_of(trimmed(text.substr(0, dash)));
  const auto last = number_of(trimmed(text.substr(dash + 1)));
  constexpr std::int32_t most = 10000;
  if (!first || !last || *last < *first || *last - *first > most) return {};
  std::vector<std::string> range;
  for (std::int32_t number = *first; number <= *last; ++number) range.push_back(std::to_string(number));
  return range;
}

void keep_in(Samples& samples, const std::vector<std::int32_t>& renumbered) {
  std::vector<std::int32_t> rows;
  for (std::size_t row = 0; row < samples.labels.size(); ++row)
    if (renumbered[static_cast<std::size_t>(samples.labels[row])] >= 0)
      rows.push_back(static_cast<std::int32_t>(row));
  samples = rows_of(samples, rows);
  for (std::int32_t& label : samples.labels) label = renumbered[static_cast<std::size_t>(label)];
}

}  // namespace

std::vector<std::int32_t> named_classes(const std::string& text, const std::vector<std::string>& names) {
  std::set<std::int32_t> kept;
  const auto add = [&](const std::string& name) {
    const auto found = std::ranges::find(names, name);
    if (found == names.end())
      throw Error(place, "there is no class \"" + name + "\"", remedy_for(name, names));
    kept.insert(static_cast<std::int32_t>(found - names.begin()));
  };
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const std::string name(trimmed(std::string_view(text).substr(begin, end - begin)));
    const auto range = range_of(name);
    if (range.empty() || std::ranges::find(names, name) != names.end())
      add(name);
    else
      for (const std::string& one : range) add(one);
    begin = end + 1;
  }
  if (kept.size() < 2) throw Error(place, "a single class leaves nothing to learn", "Name two or more");
  return {kept.begin(), kept.end()};
}

void keep_only_classes(Dataset& dataset, const std::vector<std::int32_t>& kept) {
  std::vector<std::int32_t> renumbered(static_cast<std::size_t>(dataset.classes), -1);
  std::vector<std::string> names;
  for (const std::int32_t label : kept) {
    renumbered[static_cast<std::size_t>(label)] = static_cast<std::int32_t>(names.size());
    names.push_back(dataset.class_names[static_cast<std::size_t>(label)]);
  }
  keep_in(dataset.train, renumbered);
  keep_in(dataset.test, renumbered);
  if (dataset.train.count() == 0 || dataset.test.count() == 0)
    throw Error(place, "no sample of these classes is left to train on or to test",
                "Name other classes, or ask for more samples");
  dataset.classes = static_cast<std::int32_t>(names.size());
  dataset.class_names = std::move(names);
}

}  // namespace lfp
