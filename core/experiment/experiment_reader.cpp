#include "core/activations/activation.h"
#include "core/base/error.h"
#include "core/base/unknown_name.h"
#include "core/data/dataset.h"
#include "core/experiment/composites.h"
#include "core/experiment/experiment.h"
#include "core/experiment/losses.h"
#include "core/feedback/feedback_function.h"
#include "core/layers/initialiser.h"
#include "core/layers/input_coding.h"
#include "core/layers/layer_entry.h"
#include "core/optimisers/optimiser.h"
#include "core/optimisers/schedule.h"
#include "core/rules/rule.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <utility>

#include <nlohmann/json.hpp>

namespace lfp {
namespace {

using Json = nlohmann::json;
using Keys = std::vector<std::string>;

constexpr std::int64_t largest_count = 1'000'000'000;
constexpr std::int64_t most_steps = 1000;

/// A value of the file together with how messages call it.
class Node {
 public:
  Node(const Json& value, const std::string& source) : value_(value), source_(source) {}

  const Json& value() const { return value_; }
  std::string place() const {
    if (source_.empty()) return path_.empty() ? "experiment" : path_;
    return path_.empty() ? source_ : source_ + ": " + path_;
  }
  [[noreturn]] void fail(const std::string& problem, const std::string& remedy) const {
    throw Error(place(), problem, remedy);
  }
  [[noreturn]] void fail_type(const std::string& due) const {
    fail("the value has the wrong type", "Give " + due);
  }

  bool has(const std::string& key) const { return value_.contains(key) && !value_.at(key).is_null(); }
  Node at(const std::string& key) const {
    static const Json missing;
    const std::string path = path_.empty() ? key : path_ + "." + key;
    if (!value_.contains(key)) Node(missing, source_, path).fail("the key is missing", "Add it");
    return {value_.at(key), source_, path};
  }
  Node at(std::size_t index) const {
    return {value_.at(index), source_, path_ + "[" + std::to_string(index) + "]"};
  }
  /// An object that has no other keys than these.
  const Node& object(const Keys& known) const {
    if (!value_.is_object()) fail_type("an object: { ... }");
    for (const auto& [key, value] : value_.items())
      if (std::find(known.begin(), known.end(), key) == known.end())
        throw UnknownKey(at(key).place(), key, known);
    return *this;
  }

  std::size_t list_size() const {
    if (!value_.is_array()) fail_type("a list: [ ... ]");
    return value_.size();
  }
  std::string text() const {
    if (!value_.is_string()) fail_type("a text");
    return value_.get<std::string>();
  }
  std::string one_of(const Keys& known) const {
    const auto name = text();
    if (std::find(known.begin(), known.end(), name) == known.end())
      fail("there is no \"" + name + "\"", remedy_for(name, known));
    return name;
  }
  std::uint64_t unsigned_integer() const {
    if (!value_.is_number_unsigned()) fail_type("a whole number from 0 to 18446744073709551615");
    return value_.get<std::uint64_t>();
  }
  std::int64_t count(std::int64_t largest = largest_count, std::uint64_t least = 1) const {
    const std::string due = "a whole number from " + std::to_string(least) + " to " + std::to_string(largest);
    if (!value_.is_number_integer()) fail_type(due);
    if (!value_.is_number_unsigned() || value_.get<std::uint64_t>() < least ||
        value_.get<std::uint64_t>() > static_cast<std::uint64_t>(largest))
      fail(value_.dump() + " is out of range", "Give " + due);
    return value_.get<std::int64_t>();
  }
  bool flag() const {
    if (!value_.is_boolean()) fail_type("true or false");
    return value_.get<bool>();
  }
  double positive() const {
    if (!value_.is_number()) fail_type("a number above 0");
    const auto number = value_.get<double>();
    if (!(number > 0.0)) fail(value_.dump() + " is out of range", "Give a number above 0");
    return number;
  }
  SettingValue setting(SettingKind kind) const {
    if (kind == SettingKind::json && !value_.is_string()) return value_.dump();
    if (value_.is_boolean()) return value_.get<bool>();
    if (value_.is_number_unsigned() &&
        value_.get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
      return value_.get<double>();
    if (value_.is_number_integer()) return value_.get<std::int64_t>();
    if (value_.is_number_float()) return value_.get<double>();
    if (value_.is_string()) return value_.get<std::string>();
    fail_type("a number, a text, or true or false");
  }

 private:
  Node(const Json& value, const std::string& source, std::string path)
      : value_(value), source_(source), path_(std::move(path)) {}

  const Json& value_;
  const std::string& source_;
  std::string path_;
};

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
  node.object({"initialiser", "steps", "coding", "layers"});
  NetworkSpec network;
  if (node.has("initialiser")) network.initialiser = node.at("initialiser").one_of(initialiser_names());
  if (node.has("steps")) network.steps = node.at("steps").count(most_steps);
  if (node.has("coding")) network.coding = node.at("coding").one_of(coding_names());
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
  const Json rule = run.rule.name, feedback = run.feedback.name, optimiser = run.optimiser.name;
  const std::string source = node.place();
  const auto given = [&](const char* key, const Json& fallback) {
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
  if (node.has("steps")) stop.steps = node.at("steps").count(largest_count, 0);
  return stop;
}

/// Before anything else is looked at: is this meant to be an experiment, and one that we can know?
void check_format(const Node& root) {
  if (!root.value().is_object()) root.fail_type("an object: { \"format\": \"lfplab-experiment\", ... }");
  const Node format = root.at("format");
  if (format.text() != "lfplab-experiment")
    format.fail("this is no experiment but \"" + format.text() + "\"",
                "Choose a file whose format is \"lfplab-experiment\"");
  const Node version = root.at("version");
  if (version.count() > 1) version.fail("the file was made by a newer LFP Lab", "Update LFP Lab to open it");
}

/// Keys that come twice in one object would silently hide one another.
class DuplicateKeys {
 public:
  explicit DuplicateKeys(const std::string& source) : source_(source) {}
  bool operator()(int /*depth*/, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::object_start) open_.emplace_back();
    if (event == Json::parse_event_t::object_end) open_.pop_back();
    if (event == Json::parse_event_t::key && !open_.back().insert(parsed.get<std::string>()).second)
      throw Error(source_.empty() ? "experiment" : source_,
                  "the key \"" + parsed.get<std::string>() + "\" comes twice in one object",
                  "Remove one of the two");
    return true;
  }

 private:
  const std::string& source_;
  std::vector<std::set<std::string>> open_;
};

std::string line_and_column(const std::string& text, std::size_t byte) {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(byte > 0 ? byte - 1 : 0, text.size()));
  const auto line_start = std::find(std::make_reverse_iterator(end), text.rend(), '\n').base();
  return "line " + std::to_string(1 + std::count(text.begin(), end, '\n')) + ", column " +
         std::to_string(1 + (end - line_start));
}

/// The library's message without its own prefix: "[json.exception...] parse error at line 1, column 2: ...".
std::string reason_of(const Json::exception& error) {
  std::string text = error.what();
  for (const char* prefix : {"] ", "parse error at ", ": "}) {
    const auto at = text.find(prefix);
    if (at != std::string::npos) text.erase(0, at + std::string(prefix).size());
  }
  return text;
}

Json parse_text(const std::string& text, const std::string& source) {
  const std::string file = source.empty() ? "experiment" : source;
  try {
    return Json::parse(text, DuplicateKeys(source));
  } catch (const Json::parse_error& error) {
    throw Error(file + ", " + line_and_column(text, error.byte),
                "this is not valid JSON (" + reason_of(error) + ")", "Correct the file there");
  } catch (const Json::exception& error) {
    throw Error(file, "this is not valid JSON (" + reason_of(error) + ")", "Correct the file there");
  }
}

}  // namespace

Experiment parse_experiment(const std::string& json, const std::string& source) {
  const Json document = parse_text(json, source);
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
