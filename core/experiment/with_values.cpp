#include "core/experiment/with_values.h"

#include "core/activations/activation.h"
#include "core/base/unknown_name.h"
#include "core/data/dataset.h"
#include "core/experiment/path_suggestion.h"
#include "core/experiment/path_words.h"
#include "core/feedback/feedback_function.h"
#include "core/files/json_text.h"
#include "core/layers/layer_entry.h"
#include "core/optimisers/optimiser.h"
#include "core/optimisers/schedule.h"
#include "core/rules/rule.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace lfp {
namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string> steps_of(const std::string& path) {
  std::vector<std::string> steps = path_words(path);
  if (std::find(steps.begin(), steps.end(), "") != steps.end())
    throw Error(path, "this is not a path to a value", "Write it like runs[0].rule.epsilon");
  return steps;
}

bool is_index(std::string_view text) {
  return text.size() < 10 &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); });
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

/// Whether what stands under the key `role` may be written as its name alone.
bool may_be_a_name(std::string_view role) {
  constexpr std::string_view roles[] = {"rule", "feedback", "optimiser", "schedule", "activation", "dataset"};
  return std::ranges::find(roles, role) != std::end(roles);
}

/// The value at one step below `parent`, which is found under the key `role`. An object makes room for a key
/// that it does not have yet: the reader decides whether it may have it.
Json& step_down(Json& parent, std::string_view role, const std::string& step, const std::string& path) {
  if (parent.is_string() && may_be_a_name(role))
    parent = {{role == "dataset" ? "kind" : "name", parent.get<std::string>()}};
  if (parent.is_object()) return parent[step];
  if (parent.is_null()) return (parent = Json::object())[step];
  if (!parent.is_array())
    throw Error(path, "there is nothing below a single value at \"" + step + "\"", "Check the path");
  if (step == "+") return parent.emplace_back();
  if (!is_index(step) || std::stoul(step) >= parent.size())
    throw Error(path, "there is no item " + step + " in a list of " + std::to_string(parent.size()),
                "Items are counted from 0; [+] adds one");
  return parent[std::stoul(step)];
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

/// JSON, a number as people write it too (".5"), or else a text.
Json value_of(const std::string& text) {
  Json value = read_ordered_json_if_valid(text);
  if (!value.is_discarded()) return value;
  double number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure == std::errc() && end == text.data() + text.size()) return number;
  return text;
}

void apply(Json& document, const ValueChange& change) {
  const auto steps = steps_of(change.path);
  Json* parent = &document;
  std::string role;
  for (auto step = steps.begin(); step != steps.end() - 1; ++step) {
    parent = &step_down(*parent, role, *step, change.path);
    if (!is_index(*step) && *step != "+") role = *step;
  }
  Json given = value_of(change.value);
  Json& target = step_down(*parent, role, steps.back(), change.path);
  const bool is_removal = given.is_null();
  if (is_removal && parent->is_object()) {
    parent->erase(steps.back());
    return;
  }
  if (target.is_string() && (given.is_number() || given.is_boolean())) given = change.value;  // a text: "7"
  target = is_removal ? Json(Json::value_t::discarded) : given;
  if (given.is_string() && (steps.back() == "name" || steps.back() == "kind"))
    if (const auto* entry = chosen_entry(role, given.get<std::string>()))
      drop_foreign_settings(*parent, *entry);
}

/// Items that were taken away have stayed in their lists so far, for the others to keep their indices.
void drop_removed_items(Json& value) {
  if (value.is_array())
    value.erase(
        std::remove_if(value.begin(), value.end(), [](const Json& item) { return item.is_discarded(); }),
        value.end());
  if (value.is_structured())
    for (Json& inner : value) drop_removed_items(inner);
}

/// "0,05" as it has to be written; "" where `text` is no number with a decimal comma.
std::string with_point(const std::string& text) {
  const auto comma = text.find(',');
  if (comma == std::string::npos || comma == 0 || comma + 1 == text.size()) return {};
  std::string pointed = text;
  pointed[comma] = '.';
  double number = 0;
  const auto [end, failure] = std::from_chars(pointed.data(), pointed.data() + pointed.size(), number);
  return failure == std::errc() && end == pointed.data() + pointed.size() ? pointed : std::string();
}

/// What was wrong with a change, with a better remedy where one is known.
[[noreturn]] void fail(const Error& error, std::span<const ValueChange> changes, const Experiment& before) {
  for (const ValueChange& change : changes) {
    if (spelled_out(change.path) != error.place()) continue;
    if (const std::string number = with_point(change.value); !number.empty())
      throw Error(error.place(), "\"" + change.value + "\" is not a number",
                  "Write " + number + ", with a decimal point");
  }
  if (dynamic_cast<const UnknownKey*>(&error) == nullptr) throw;
  for (const ValueChange& change : changes) {
    const std::string path = spelled_out(change.path);
    if (!path.starts_with(error.place())) continue;
    if (const std::string near = nearest_path(path, before); !near.empty())
      throw UnknownKey(error.place(), "Did you mean " + near + "?");
  }
  throw;
}

}  // namespace

std::string spelled_out(const std::string& path) {
  std::string text;
  for (const std::string& step : steps_of(path)) {
    if (is_index(step) || step == "+")
      text += "[" + step + "]";
    else
      text += (text.empty() ? "" : ".") + step;
  }
  return text;
}

Experiment with_values(const Experiment& experiment, std::span<const ValueChange> changes) {
  Json document = read_ordered_json(to_json(experiment));
  for (const ValueChange& change : changes) apply(document, change);
  drop_removed_items(document);
  // The given text need not be UTF-8.
  const std::string text = json_text(document);
  try {
    Experiment changed = parse_experiment(text, "");
    changed.folder = experiment.folder;
    return changed;
  } catch (const Error& error) {
    fail(error, changes, experiment);
  }
}

Experiment with_value(const Experiment& experiment, const std::string& path, const std::string& value) {
  const ValueChange change{.path = path, .value = value};
  return with_values(experiment, std::span(&change, 1));
}

}  // namespace lfp
