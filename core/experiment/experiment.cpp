#include "core/experiment/experiment.h"

#include "core/activations/activation.h"
#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/feedback/feedback_function.h"
#include "core/files/read_file.h"
#include "core/layers/layer_entry.h"
#include "core/optimisers/optimiser.h"
#include "core/optimisers/schedule.h"
#include "core/rules/rule.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include <nlohmann/json.hpp>

namespace lfp {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::uintmax_t largest_file = 16 * 1024 * 1024;

/// "runs[0].rule.epsilon" and "runs.0.rule.epsilon" alike: runs, 0, rule, epsilon.
std::vector<std::string> steps_of(const std::string& path) {
  std::vector<std::string> steps(1);
  for (const char letter : path) {
    if (letter == '.' || letter == '[')
      steps.emplace_back();
    else if (letter != ']')
      steps.back() += letter;
  }
  if (std::find(steps.begin(), steps.end(), "") != steps.end())
    throw Error(path, "this is not a path to a value", "Write it like runs[0].rule.epsilon");
  return steps;
}

bool is_number(std::string_view text) {
  return text.size() < 10 &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); });
}

/// The value at one step below `parent`. An object makes room for a key that it does not have yet: whether it
/// may have it is for the reader to say.
Json& step_down(Json& parent, const std::string& step, const std::string& path) {
  if (parent.is_object()) return parent[step];
  if (parent.is_null()) return (parent = Json::object())[step];
  if (!parent.is_array())
    throw Error(path, "there is nothing below a single value at \"" + step + "\"", "Check the path");
  if (!is_number(step) || std::stoul(step) >= parent.size())
    throw Error(path, "there is no item " + step + " in a list of " + std::to_string(parent.size()),
                "Items are counted from 0");
  return parent[std::stoul(step)];
}

template <class Registered>
const EntryInfo* info_of(const std::vector<Registered>& entries, const std::string& name) {
  for (const auto& entry : entries)
    if (entry.info.name == name) return &entry.info;
  return nullptr;
}

/// The entry that an object under the key `role` chooses by `name`; null if it chooses none that is known.
const EntryInfo* chosen_entry(std::string_view role, const std::string& name) {
  if (role == "rule") return info_of(rule_entries(), name);
  if (role == "feedback") return info_of(feedback_entries(), name);
  if (role == "optimiser") return info_of(optimiser_entries(), name);
  if (role == "schedule") return info_of(schedule_entries(), name);
  if (role == "activation") return info_of(activation_entries(), name);
  if (role == "dataset") return info_of(dataset_entries(), name);
  if (role == "layers") return info_of(layer_entries(), name);
  return nullptr;
}

/// Where another entry was chosen by its name, the former one's settings go unless the new one has them too.
void drop_foreign_settings(Json& object, const EntryInfo& entry) {
  Json kept = Json::object();
  for (const auto& [key, value] : object.items()) {
    const bool is_setting =
        std::ranges::find(entry.settings, key, &SettingInfo::name) != entry.settings.end();
    const bool is_of_the_layer = key == "activation" || key == "frozen";
    if (is_setting || is_of_the_layer || key == "name" || key == "kind") kept[key] = value;
  }
  object = std::move(kept);
}

}  // namespace

Experiment load_experiment(const std::filesystem::path& file) {
  Experiment experiment = parse_experiment(read_file(file, largest_file), file.string());
  experiment.folder = std::filesystem::absolute(file).parent_path();
  return experiment;
}

Experiment with_value(const Experiment& experiment, const std::string& path, const std::string& value) {
  const auto steps = steps_of(path);
  Json document = Json::parse(to_json(experiment));
  Json* parent = &document;
  std::string role;
  for (auto step = steps.begin(); step != steps.end() - 1; ++step) {
    if (!is_number(*step)) role = *step;
    parent = &step_down(*parent, *step, path);
  }
  Json given = Json::parse(value, nullptr, false);
  if (given.is_discarded()) given = value;
  Json& target = step_down(*parent, steps.back(), path);
  if (target.is_string() && (given.is_number() || given.is_boolean())) given = value;  // a text like "7"
  target = given;
  if (given.is_null() && parent->is_object()) parent->erase(steps.back());
  if (given.is_string() && (steps.back() == "name" || steps.back() == "kind"))
    if (const auto* entry = chosen_entry(role, given.get<std::string>()))
      drop_foreign_settings(*parent, *entry);

  // What is given need not be UTF-8.
  const std::string text = document.dump(-1, ' ', false, Json::error_handler_t::replace);
  Experiment changed = parse_experiment(text, "");
  changed.folder = experiment.folder;
  return changed;
}

}  // namespace lfp
