#include "core/study/axis_check.h"

#include "core/base/error.h"
#include "core/base/unknown_name.h"
#include "core/files/json_text.h"
#include "core/layers/layer_entry.h"
#include "core/study/study_changes.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace lfp {
namespace {

/// The number of combinations with other axes' values that are tried before an axis is rejected.
constexpr std::int64_t most_tries = 400;

constexpr const char* all_runs = "runs[*]";
constexpr const char* all_layers = "network.layers[*]";

struct Fixed {
  std::string_view path;
  std::string_view remedy;
};
constexpr Fixed fixed[] = {{"seed", "List the seeds under \"seeds\""},
                           {"name", "Vary a setting that training depends on"},
                           {"format", "Vary a setting that training depends on"},
                           {"version", "Vary a setting that training depends on"},
                           {"runs", "Vary a setting of one of the runs, such as runs[0].rule"}};

bool is_run_name(const std::string& path) {
  return path.starts_with("runs[") && path.ends_with("].name") && std::ranges::count(path, '.') == 1;
}

/// Returns the path with each of `count` indices in place of the star at the end of `start`.
std::vector<std::string> numbered(const std::string& path, std::string_view start, std::size_t count) {
  const std::string before(start.substr(0, start.size() - 2));
  std::vector<std::string> paths;
  for (std::size_t i = 0; i < count; ++i)
    paths.push_back(before + std::to_string(i) + "]" + path.substr(start.size()));
  return paths;
}

/// `path` is relative to the layer: ".threshold", ".activation".
bool has_setting(const LayerSpec& layer, const std::string& path) {
  if (path.starts_with(".activation")) return !layer.activation.name.empty();
  const auto entry = std::ranges::find(layer_entries(), layer.kind.name,
                                       [](const LayerEntry& each) { return each.info.name; });
  return entry != layer_entries().end() &&
         std::ranges::any_of(entry->info.settings,
                             [&](const SettingInfo& setting) { return "." + setting.name == path; });
}

/// Returns the value in the experiment's JSON; null if it does not exist.
JsonNode::Json value_in(const Experiment& experiment, const std::string& path) {
  const auto document = read_json(to_json(experiment));
  std::string pointer = "/";
  for (const char letter : path)
    if (letter == '.' || letter == '[')
      pointer += '/';
    else if (letter != ']')
      pointer += letter;
  const JsonNode::Json::json_pointer place(pointer);
  return document.contains(place) ? document.at(place) : JsonNode::Json();
}

/// Returns the changes of one value of `axis`, and of the combination number `try_number` of the others.
std::vector<ValueChange> combination(const Study& study, std::size_t axis, std::int64_t value,
                                     std::int64_t try_number) {
  std::vector<ValueChange> changes = study.axes[axis].at(value).changes;
  for (std::size_t other = 0; other < study.axes.size(); ++other) {
    if (other == axis) continue;
    const std::int64_t count = study.axes[other].count();
    const auto of_other = study.axes[other].at(try_number % count).changes;
    try_number /= count;
    changes.insert(changes.end(), of_other.begin(), of_other.end());
  }
  return changes;
}

std::optional<Error> failure_of(const Experiment& experiment, const std::vector<ValueChange>& changes) {
  try {
    with_changes(experiment, changes);
    return std::nullopt;
  } catch (const Error& error) {
    return error;
  }
}

}  // namespace

std::vector<std::string> places_of(const std::string& path, const Experiment& experiment) {
  if (path.starts_with(all_runs)) return numbered(path, all_runs, experiment.runs.size());
  if (!path.starts_with(all_layers)) return {};
  const auto all = numbered(path, all_layers, experiment.network.layers.size());
  std::vector<std::string> places;
  for (std::size_t layer = 0; layer < all.size(); ++layer)
    if (has_setting(experiment.network.layers[layer], path.substr(std::string_view(all_layers).size())))
      places.push_back(all[layer]);
  return places.empty() ? all : places;
}

std::string spelled_path(const std::string& path, const JsonNode& node) {
  for (const char* all : {all_runs, all_layers}) {
    if (!path.starts_with(all)) continue;
    const std::string first = numbered(path, all, 1).front();
    const std::size_t rest = path.size() - std::string_view(all).size();
    const std::string spelled = spelled_path(first, node);
    return all + spelled.substr(first.size() - rest);
  }
  std::string spelled;
  try {
    spelled = spelled_out(path);
  } catch (const Error& error) {
    node.fail(error.problem() + ": \"" + path + "\"", error.remedy());
  }
  if (spelled.find("[+]") != std::string::npos)
    node.fail(path + " would add something, which cannot vary", "Vary what is in the experiment");
  for (const auto& [name, remedy] : fixed)
    if (spelled == name) node.fail(path + " cannot vary", std::string(remedy));
  if (is_run_name(spelled)) node.fail(path + " cannot vary", "Vary a setting that training depends on");
  return spelled;
}

bool is_whole_setting(const std::string& path, const Experiment& experiment) {
  if (std::ranges::find(study_paths(), path) != study_paths().end()) return true;
  return value_in(experiment, path).is_number_integer();
}

void check_axis(const Study& study, std::size_t axis, const JsonNode& node) {
  const Axis& own = study.axes[axis];
  std::optional<Error> first;
  for (const std::int64_t value : {std::int64_t{0}, own.count() - 1, own.count() / 2}) {
    const auto failure = failure_of(study.experiment, own.at(value).changes);
    if (!failure) return;
    if (!first) first = failure;
  }
  for (std::int64_t tried = 0; tried < std::min(most_tries, study.cells()); ++tried)
    if (!failure_of(study.experiment, combination(study, axis, tried % own.count(), tried / own.count())))
      return;
  throw Error(node.place(), first->place() + ": " + first->problem(), first->remedy());
}

}  // namespace lfp
