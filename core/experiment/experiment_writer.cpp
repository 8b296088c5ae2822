#include "core/activations/activation.h"
#include "core/data/dataset.h"
#include "core/experiment/experiment.h"
#include "core/feedback/feedback_function.h"
#include "core/files/json_text.h"
#include "core/layers/layer_entry.h"
#include "core/optimisers/optimiser.h"
#include "core/optimisers/schedule.h"
#include "core/rules/rule.h"

#include <variant>

#include <nlohmann/json.hpp>

namespace lfp {
namespace {

using Json = nlohmann::ordered_json;

Json value_of(SettingKind kind, const SettingValue& value) {
  if (kind == SettingKind::json) {
    Json parsed = read_ordered_json_if_valid(std::get<std::string>(value));
    if (!parsed.is_discarded()) return parsed;
  }
  return std::visit([](const auto& held) { return Json(held); }, value);
}

/// The settings in the order of the entry's own list, so that a file reads like the forms do.
template <class Registered>
Json choice_json(const Choice& choice, const char* name_key, const std::vector<Registered>& entries) {
  Json json = {{name_key, choice.name}};
  for (const auto& entry : entries) {
    if (entry.info.name != choice.name) continue;
    for (const auto& info : entry.info.settings)
      if (choice.settings.has(info.name))
        json[info.name] = value_of(info.kind, choice.settings.values().at(info.name));
  }
  for (const auto& [name, value] : choice.settings.values())
    if (!json.contains(name)) json[name] = value_of(SettingKind::text, value);
  return json;
}

Json layer_json(const LayerSpec& layer) {
  Json json = choice_json(layer.kind, "kind", layer_entries());
  if (layer.frozen) json["frozen"] = true;
  if (layer.activation.name.empty()) return json;
  json["activation"] = layer.activation.settings.values().empty()
                           ? Json(layer.activation.name)
                           : choice_json(layer.activation, "name", activation_entries());
  return json;
}

Json network_json(const NetworkSpec& network) {
  Json layers = Json::array();
  for (const auto& layer : network.layers) layers.push_back(layer_json(layer));
  Json json = {{"initialiser", network.initialiser}};
  const NetworkSpec fallback;
  if (network.initial_value != fallback.initial_value) json["initial_value"] = network.initial_value;
  if (network.steps != fallback.steps) json["steps"] = network.steps;
  if (network.coding != fallback.coding) json["coding"] = network.coding;
  if (network.weights) json["weights"] = weights_source_json(*network.weights);
  if (network.prune) json["prune"] = pruning_json(*network.prune);
  json["layers"] = std::move(layers);
  return json;
}

Json composite_json(const std::vector<LayerRule>& composite) {
  Json json = Json::array();
  for (const auto& item : composite)
    json.push_back({{"layer", item.layer}, {"rule", choice_json(item.rule, "name", rule_entries())}});
  return json;
}

/// Whether the reader would arrive at the same choice if it were left out.
template <class Registered>
bool is_fallback(const Choice& choice, const Choice& fallback, const std::vector<Registered>& entries) {
  if (choice == fallback) return true;
  if (choice.name != fallback.name) return false;
  const auto& entry = find_entry(entries, choice.name, {});
  return choice.settings == checked(entry.info.settings, {}, {});
}

Json run_json(const RunSpec& run) {
  const bool is_lfp = run.method == Method::lfp;
  Json json = {{"name", run.name}, {"method", is_lfp ? "lfp" : "gradient"}};
  // The settings of the other method are kept only where they were changed.
  const RunSpec fallback;
  if (is_lfp || !is_fallback(run.rule, fallback.rule, rule_entries()))
    json["rule"] = choice_json(run.rule, "name", rule_entries());
  if (!run.composite.empty()) json["composite"] = composite_json(run.composite);
  if (is_lfp || !is_fallback(run.feedback, fallback.feedback, feedback_entries()))
    json["feedback"] = choice_json(run.feedback, "name", feedback_entries());
  if (!is_lfp || run.loss != fallback.loss) json["loss"] = run.loss;
  if (run.surrogate != fallback.surrogate) json["surrogate"] = run.surrogate;
  json["optimiser"] = choice_json(run.optimiser, "name", optimiser_entries());
  if (!is_fallback(run.schedule, fallback.schedule, schedule_entries()))
    json["schedule"] = choice_json(run.schedule, "name", schedule_entries());
  if (run.clip_value) json["clip_value"] = *run.clip_value;
  if (run.clip_norm) json["clip_norm"] = *run.clip_norm;
  return json;
}

}  // namespace

std::string to_json(const Experiment& experiment) {
  Json stop = Json::object();
  if (experiment.stop.epochs) stop["epochs"] = *experiment.stop.epochs;
  if (experiment.stop.steps) stop["steps"] = *experiment.stop.steps;
  Json runs = Json::array();
  for (const auto& run : experiment.runs) runs.push_back(run_json(run));

  Json json = {{"format", "lfplab-experiment"}, {"version", 1}};
  json["name"] = experiment.name;
  json["seed"] = experiment.seed;
  json["dataset"] = choice_json(experiment.dataset, "kind", dataset_entries());
  if (experiment.autoencode) json["autoencode"] = true;
  json["network"] = network_json(experiment.network);
  json["batch_size"] = experiment.batch_size;
  json["batch_reduction"] = experiment.batch_reduction == BatchReduction::mean ? "mean" : "sum";
  if (!stop.empty()) json["stop"] = std::move(stop);
  json["runs"] = std::move(runs);
  return json_text(json, 2) + "\n";
}

}  // namespace lfp
