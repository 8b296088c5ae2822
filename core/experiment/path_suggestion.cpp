#include "core/experiment/path_suggestion.h"

#include "core/base/unknown_name.h"
#include "core/experiment/path_words.h"
#include "core/files/json_text.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace lfp {
namespace {

using Json = nlohmann::ordered_json;
using Words = std::vector<std::string>;

void collect(const Json& value, const std::string& path, std::vector<std::string>& paths) {
  if (!path.empty()) paths.push_back(path);
  std::size_t index = 0;
  for (const auto& [key, inner] : value.items()) {
    if (value.is_array()) collect(inner, path + "[" + std::to_string(index++) + "]", paths);
    if (value.is_object()) collect(inner, path.empty() ? key : path + "." + key, paths);
  }
}

/// The cost of turning one path into the other: words may be left out, added or misspelt. What a path ends
/// with counts most.
double path_distance(const Words& a, const Words& b) {
  constexpr double one_word = 0.3;
  std::vector<std::vector<double>> cost(a.size() + 1, std::vector<double>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = one_word * static_cast<double>(i);
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = one_word * static_cast<double>(j);
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j)
      cost[i][j] = std::min({cost[i - 1][j] + one_word, cost[i][j - 1] + one_word,
                             cost[i - 1][j - 1] + word_distance(a[i - 1], b[j - 1])});
  return cost[a.size()][b.size()] + 2 * word_distance(a.back(), b.back());
}

}  // namespace

std::string nearest_path(const std::string& path, const Experiment& experiment) {
  constexpr double near_enough = 0.9;
  const Json document = read_ordered_json(to_json(experiment));
  std::vector<std::string> paths;
  collect(document, "", paths);
  const Words given = path_words(path);
  std::string nearest;
  double least = near_enough;
  for (const std::string& candidate : paths) {
    const double from_given = path_distance(given, path_words(candidate));
    if (from_given < least) {
      least = from_given;
      nearest = candidate;
    }
  }
  return nearest;
}

}  // namespace lfp
