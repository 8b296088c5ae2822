#include "core/experiment/weights_source.h"

#include "core/base/error.h"
#include "core/experiment/experiment.h"
#include "core/experiment/json_node.h"
#include "core/files/json_text.h"

namespace lfp {
namespace {

void read_layers(const JsonNode& node, WeightsSource& source) {
  if (node.value().is_string()) {
    source.part = node.one_of({"all", "body"});
    return;
  }
  if (!node.value().is_array()) node.fail_type("\"all\", \"body\" or a list of layers: [1, 2]");
  source.part.clear();
  for (std::size_t i = 0; i < node.list_size(); ++i)
    source.layers.push_back(static_cast<int>(node.at(i).count()));
  if (source.layers.empty()) node.fail("there is no layer", "Name at least one, counted from 1");
}

/// The text is written as the experiment's own writer does it, so that equal experiments are equal texts.
std::string read_inner_experiment(const JsonNode& node) {
  const Experiment experiment = parse_experiment(json_text(node.value()), node.place());
  if (!experiment.stop.epochs && !experiment.stop.steps)
    throw Error(node.place() + ": stop", "training has no end", "Give it a stop, such as { \"epochs\": 5 }");
  return to_json(experiment);
}

}  // namespace

WeightsSource read_weights_source(const JsonNode& node) {
  node.object({"file", "experiment", "run", "layers", "mix"});
  WeightsSource source;
  if (node.has("file")) source.file = node.at("file").text();
  if (node.has("experiment")) source.experiment = read_inner_experiment(node.at("experiment"));
  if (source.file.empty() == source.experiment.empty())
    node.fail(source.file.empty() ? "neither a file nor an experiment is named"
                                  : "both a file and an experiment are named",
              "Name one of the two");
  if (node.has("run")) source.run = node.at("run").text();
  if (node.has("layers")) read_layers(node.at("layers"), source);
  if (node.has("mix")) source.mix = node.at("mix").fraction();
  return source;
}

nlohmann::ordered_json weights_source_json(const WeightsSource& source) {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  if (!source.file.empty()) json["file"] = source.file;
  if (!source.experiment.empty()) json["experiment"] = read_ordered_json(source.experiment);
  if (!source.run.empty()) json["run"] = source.run;
  if (source.part.empty())
    json["layers"] = source.layers;
  else
    json["layers"] = source.part;
  json["mix"] = source.mix;
  return json;
}

}  // namespace lfp
