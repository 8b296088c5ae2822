#include "core/activations/activation.h"
#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/experiment/composites.h"
#include "core/experiment/experiment.h"
#include "core/experiment/json_node.h"
#include "core/experiment/losses.h"
#include "core/feedback/feedback_function.h"
#include "core/files/json_text.h"
#include "core/layers/initialiser.h"
#include "core/layers/input_coding.h"
#include "core/layers/layer_entry.h"
#include "core/optimisers/optimiser.h"
#include "core/optimisers/schedule.h"
#include "core/rules/rule.h"

#include <algorithm>
#include <set>
#include <utility>

#include <nlohmann/json.hpp>

namespace lfp {
namespace {

using Node = JsonNode;
using Keys = JsonNode::Keys;

constexpr std::int64_t most_steps = 1000;

/// How a setting is to be read; real stands for one that is not known, which `checked` then names.
SettingKind kind_of(const EntryInfo& info, const std::string& name) {
  for (const auto& setting : info.settings)
    if (setting.name == name) return setting.kind;
  return SettingKind::real;
}

/// An entry or a preset of one by the name under `name_key`, every other key a setting but for `further_key`;
/// or just its name.
template <class Registered>
Choice read_choice(const Node& node, const std::string& name_key, const std::vector<Registered>& entries,
                   const Keys& further_keys = {}) {
  const bool is_name = node.value().is_string();
  if (!is_name && !node.value().is_object()) node.fail_type("an object with \"" + name_key + "\"");
  const Node name = is_name ? node : node.at(name_key);
  const Choice named = named_choice(entries, name.text(), name.place());
  const auto& entry = find_entry(entries, named.name, name.place());
  Settings given = named.settings;
  if (!is_name) {
    for (const auto& [key, value] : node.value().items())
      if (key != name_key && std::find(further_keys.begin(), further_keys.end(), key) == further_keys.end())
        given.set(key, node.at(key).setting(kind_of(entry.info, key)));
  }
  return {.name = entry.info.name, .settings = checked(entry.info, given, node.place())};
}

LayerSpec read_layer(const Node& node) {
  if (!node.value().is_object()) node.fail_type("an object with \"kind\"");
  LayerSpec layer;
  layer.kind = read_choice(node, "kind", layer_entries(), {"activation", "frozen"});
  if (node.has("frozen")) layer.frozen = node.at("frozen").flag();
  if (node.has("activation"))
    layer.activation = read_choice(node.at("activation"), "name", activation_entries());
  return layer;
}

NetworkSpec read_network(const Node& node) {
  node.object({"initialiser", "initial_value", "steps", "coding", "weights", "prune", "layers"});
  NetworkSpec network;
  if (node.has("initialiser")) network.initialiser = node.at("initialiser").one_of(initialiser_names());
  if (node.has("initial_value")) network.initial_value = node.at("initial_value").number();
  if (node.has("steps")) network.steps = node.at("steps").count(most_steps);
  if (node.has("coding")) network.coding = node.at("coding").one_of(coding_names());
  if (node.has("weights")) network.weights = read_weights_source(node.at("weights"));
  if (node.has("prune")) network.prune = read_pruning(node.at("prune"));
  const Node layers = node.at("layers");
  for (std::size_t i = 0; i < layers.list_size(); ++i) network.layers.push_back(read_layer(layers.at(i)));
  if (network.layers.empty()) layers.fail("there is no layer", "Add at least one");
  return network;
}

/// A list of rules by layer, or the name of a known one.
std::vector<LayerRule> read_composite(const Node& node, const NetworkSpec& network) {
  if (node.value().is_string())
    return find_entry(composite_entries(), node.text(), node.place()).make(network);
  const std::size_t layers = network.layers.size();
  std::vector<LayerRule> composite;
  std::set<int> seen;
  for (std::size_t i = 0; i < node.list_size(); ++i) {
    const Node item = node.at(i);
    item.object({"layer", "rule"});
    const Node number = item.at("layer");
    const auto layer = number.count();
    if (layer > static_cast<std::int64_t>(layers))
      number.fail("there is no layer " + std::to_string(layer),
                  "Give a layer from 1 to " + std::to_string(layers));
    if (!seen.insert(static_cast<int>(layer)).second)
      number.fail("layer " + std::to_string(layer) + " has a rule already", "Remove one of the two");
    composite.push_back(
        {.layer = static_cast<int>(layer), .rule = read_choice(item.at("rule"), "name", rule_entries())});
  }
  return composite;
}

RunSpec read_run(const Node& node, const NetworkSpec& network) {
  node.object({"name", "method", "rule", "composite", "feedback", "loss", "surrogate", "optimiser",
               "schedule", "clip_norm", "clip_value"});
  RunSpec run;
  run.name = node.at("name").text();
  if (run.name.empty()) node.at("name").fail("the name is empty", "Give the run a name");
  run.method = node.at("method").one_of({"lfp", "gradient"}) == "lfp" ? Method::lfp : Method::gradient;
  // What the file leaves out is filled in just as it would be from an object with the name alone.
  const JsonNode::Json rule = run.rule.name, feedback = run.feedback.name, optimiser = run.optimiser.name;
  const std::string source = node.place();
  const auto given = [&](const char* key, const JsonNode::Json& fallback) {
    return node.has(key) ? node.at(key) : Node(fallback, source);
  };
  run.rule = read_choice(given("rule", rule), "name", rule_entries());
  run.feedback = read_choice(given("feedback", feedback), "name", feedback_entries());
  run.optimiser = read_choice(given("optimiser", optimiser), "name", optimiser_entries());
  if (node.has("composite")) run.composite = read_composite(node.at("composite"), network);
  if (node.has("loss")) run.loss = node.at("loss").one_of(loss_names());
  if (node.has("surrogate")) run.surrogate = node.at("surrogate").one_of(surrogate_names());
  if (node.has("schedule")) run.schedule = read_choice(node.at("schedule"), "name", schedule_entries());
  if (node.has("clip_norm")) run.clip_norm = node.at("clip_norm").positive();
  if (node.has("clip_value")) run.clip_value = node.at("clip_value").positive();
  return run;
}

std::vector<RunSpec> read_runs(const Node& node, const NetworkSpec& network) {
  std::vector<RunSpec> runs;
  std::set<std::string> names;
  for (std::size_t i = 0; i < node.list_size(); ++i) {
    runs.push_back(read_run(node.at(i), network));
    if (!names.insert(runs.back().name).second)
      node.at(i).at("name").fail("another run is called \"" + runs.back().name + "\" already",
                                 "Give each run a name of its own");
  }
  if (runs.empty()) node.fail("there is no run", "Add at least one");
  return runs;
}

StopSpec read_stop(const Node& node) {
  node.object({"epochs", "steps"});
  StopSpec stop;
  if (node.has("epochs")) stop.epochs = node.at("epochs").count();
  if (node.has("steps")) stop.steps = node.at("steps").count(JsonNode::largest_count, 0);
  return stop;
}

/// This is checked before anything else: whether the file is meant to be an experiment, of a version that is
/// known.
void check_format(const Node& root) {
  if (!root.value().is_object()) root.fail_type("an object: { \"format\": \"lfplab-experiment\", ... }");
  const Node format = root.at("format");
  if (format.text() != "lfplab-experiment")
    format.fail("this is no experiment but \"" + format.text() + "\"",
                "Choose a file whose format is \"lfplab-experiment\"");
  const Node version = root.at("version");
  if (version.count() > 1) version.fail("the file was made by a newer LFP Lab", "Update LFP Lab to open it");
}

}  // namespace

Experiment parse_experiment(const std::string& json, const std::string& source) {
  const JsonNode::Json document = parse_json(json, source, "experiment");
  const Node root(document, source);
  check_format(root);
  root.object({"format", "version", "name", "seed", "dataset", "autoencode", "network", "batch_size",
               "batch_reduction", "stop", "runs"});
  Experiment experiment;
  if (root.has("name")) experiment.name = root.at("name").text();
  if (root.has("seed")) experiment.seed = root.at("seed").unsigned_integer();
  experiment.dataset = read_choice(root.at("dataset"), "kind", dataset_entries());
  if (root.has("autoencode")) experiment.autoencode = root.at("autoencode").flag();
  experiment.network = read_network(root.at("network"));
  if (root.has("batch_size")) experiment.batch_size = root.at("batch_size").count();
  if (root.has("batch_reduction"))
    experiment.batch_reduction = root.at("batch_reduction").one_of({"mean", "sum"}) == "mean"
                                     ? BatchReduction::mean
                                     : BatchReduction::sum;
  if (root.has("stop")) experiment.stop = read_stop(root.at("stop"));
  experiment.runs = read_runs(root.at("runs"), experiment.network);
  return experiment;
}

}  // namespace lfp
