#include "core/study/study_changes.h"

#include "core/activations/activation.h"
#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/experiment/path_words.h"
#include "core/feedback/feedback_function.h"
#include "core/layers/layer_entry.h"
#include "core/optimisers/optimiser.h"
#include "core/optimisers/schedule.h"
#include "core/rules/rule.h"
#include "core/training/named_network.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace lfp {
namespace {

constexpr const char* depth_path = "network.depth";
constexpr const char* width_path = "network.width";
constexpr std::int64_t largest_depth = 200;
constexpr std::int64_t largest_width = 100'000;

using Words = std::vector<std::string>;

/// Orders names before the settings that belong to them, and whole objects before their parts.
std::pair<std::size_t, bool> rank_of(const ValueChange& change) {
  const Words words = path_words(change.path);
  return {words.size(), words.back() != "name" && words.back() != "kind"};
}

template <class Number>
std::optional<Number> parsed(const std::string& text) {
  Number number{};
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::int64_t layer_number(const ValueChange& change, std::int64_t least, std::int64_t largest) {
  const auto number = parsed<std::int64_t>(change.value);
  if (number && *number >= least && *number <= largest) return *number;
  throw Error(change.path, change.value + " is out of range",
              "Give a whole number from " + std::to_string(least) + " to " + std::to_string(largest));
}

void set_depth(Experiment& experiment, const ValueChange& change) {
  auto& layers = experiment.network.layers;
  const auto depth = static_cast<std::size_t>(layer_number(change, 0, largest_depth));
  const LayerSpec last = layers.back();
  layers.pop_back();
  if (layers.empty() && depth > 0)
    throw Error(change.path, "the network has a single layer, so that there is none to repeat",
                "Give the experiment a network with a layer before the last one");
  const LayerSpec repeated = layers.empty() ? last : layers.back();
  layers.resize(depth, repeated);
  layers.push_back(last);
}

void set_width(Experiment& experiment, const ValueChange& change) {
  const std::int64_t width = layer_number(change, 1, largest_width);
  auto& layers = experiment.network.layers;
  for (std::size_t layer = 0; layer + 1 < layers.size(); ++layer)
    if (layers[layer].kind.settings.has("units")) layers[layer].kind.settings.set("units", width);
}

bool is_study_path(const ValueChange& change) {
  return std::ranges::find(study_paths(), change.path) != study_paths().end();
}

/// Settings with a name within an experiment, and the description of their kind.
struct Place {
  Choice* choice = nullptr;
  const EntryInfo* info = nullptr;
};

template <class Registered>
Place place_of(Choice& choice, const std::vector<Registered>& entries) {
  for (const auto& entry : entries)
    if (entry.info.name == choice.name) return {.choice = &choice, .info = &entry.info};
  return {};
}

Place place_in_run(RunSpec& run, const std::string& role) {
  if (role == "rule") return place_of(run.rule, rule_entries());
  if (role == "feedback") return place_of(run.feedback, feedback_entries());
  if (role == "optimiser") return place_of(run.optimiser, optimiser_entries());
  if (role == "schedule") return place_of(run.schedule, schedule_entries());
  return {};
}

template <class Item>
Item* item_of(std::vector<Item>& items, const std::string& index) {
  const auto number = parsed<std::size_t>(index);
  return number && *number < items.size() ? &items[*number] : nullptr;
}

/// Returns the settings that the last of the words belongs to.
Place place_of(Experiment& experiment, const Words& words) {
  if (words.size() == 2 && words[0] == "dataset") return place_of(experiment.dataset, dataset_entries());
  if (words.size() == 4 && words[0] == "runs") {
    RunSpec* run = item_of(experiment.runs, words[1]);
    return run != nullptr ? place_in_run(*run, words[2]) : Place{};
  }
  if (words.size() < 4 || words[0] != "network" || words[1] != "layers") return {};
  LayerSpec* layer = item_of(experiment.network.layers, words[2]);
  if (layer == nullptr) return {};
  if (words.size() == 4) return place_of(layer->kind, layer_entries());
  if (words.size() == 5 && words[3] == "activation") return place_of(layer->activation, activation_entries());
  return {};
}

std::optional<SettingValue> number_for(SettingKind kind, const std::string& text) {
  if (kind == SettingKind::integer)
    if (const auto number = parsed<std::int64_t>(text)) return *number;
  if (kind == SettingKind::real)
    if (const auto number = parsed<double>(text)) return *number;
  return std::nullopt;
}

}  // namespace

const std::vector<std::string>& study_paths() {
  static const std::vector<std::string> paths = {depth_path, width_path};
  return paths;
}

Experiment with_changes(const Experiment& experiment, std::vector<ValueChange> changes) {
  std::ranges::stable_sort(changes, {}, rank_of);
  std::vector<ValueChange> of_layers;
  std::ranges::copy_if(changes, std::back_inserter(of_layers), is_study_path);
  std::erase_if(changes, is_study_path);
  Experiment changed =
      changes.empty() ? experiment : with_values(experiment, with_named_network(experiment, changes));
  for (const ValueChange& change : of_layers)
    change.path == depth_path ? set_depth(changed, change) : set_width(changed, change);
  return changed;
}

bool is_number_path(const std::string& path) {
  const Words words = path_words(path);
  const bool is_name = words.back() == "name" || words.back() == "kind";
  return !is_name &&
         ((words.size() == 4 && words[0] == "runs") || (words.size() == 2 && words[0] == "dataset") ||
          (words.size() >= 4 && words[0] == "network" && words[1] == "layers"));
}

bool set_number(Experiment& experiment, const ValueChange& change) {
  const Words words = path_words(change.path);
  const Place place = place_of(experiment, words);
  if (place.choice == nullptr) return false;
  const auto setting = std::ranges::find(place.info->settings, words.back(), &SettingInfo::name);
  if (setting == place.info->settings.end()) return false;
  const auto number = number_for(setting->kind, change.value);
  if (!number) return false;
  Settings given = place.choice->settings;
  given.set(words.back(), *number);
  try {
    place.choice->settings = checked(*place.info, given, change.path);
  } catch (const Error&) {
    return false;
  }
  return true;
}

}  // namespace lfp
