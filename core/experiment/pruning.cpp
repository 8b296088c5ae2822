#include "core/experiment/pruning.h"

#include "core/experiment/json_node.h"

namespace lfp {

const std::vector<std::string>& pruning_criteria() {
  static const std::vector<std::string> names = {"magnitude", "feedback", "movement", "random"};
  return names;
}

Pruning read_pruning(const JsonNode& node) {
  node.object({"by", "fraction", "scope"});
  Pruning pruning;
  if (node.has("by")) pruning.by = node.at("by").one_of(pruning_criteria());
  pruning.fraction = node.at("fraction").fraction();
  if (node.has("scope")) pruning.scope = node.at("scope").one_of({"global", "layer"});
  return pruning;
}

nlohmann::ordered_json pruning_json(const Pruning& pruning) {
  return {{"by", pruning.by}, {"fraction", pruning.fraction}, {"scope", pruning.scope}};
}

}  // namespace lfp
