#include "core/experiment/without_effect.h"

#include "core/experiment/composites.h"
#include "core/rules/rule.h"

#include <algorithm>
#include <memory>

namespace lfp {
namespace {

/// The number, from 1, of the lowest layer that feedback runs through by a rule; 0 if there is none.
int lowest_layer_with_rule(const NetworkSpec& network) {
  const auto lowest = std::ranges::find_if(network.layers, is_ruled);
  return lowest == network.layers.end() ? 0 : static_cast<int>(lowest - network.layers.begin()) + 1;
}

std::unique_ptr<Rule> make_rule(const Choice& rule) {
  return make_from(rule_entries(), rule, "rule");
}

/// Whether both move a layer's parameters alike, whatever they hand down.
bool move_alike(const Rule& a, const Rule& b) {
  return a.parameter_share == ParameterShare::epsilon && b.parameter_share == ParameterShare::epsilon &&
         a.epsilon == b.epsilon;
}

}  // namespace

std::vector<std::string> without_effect(const Experiment& experiment) {
  std::vector<std::string> sentences;
  const int lowest = lowest_layer_with_rule(experiment.network);
  for (std::size_t run = 0; run < experiment.runs.size(); ++run) {
    const RunSpec& spec = experiment.runs[run];
    if (spec.method != Method::lfp) continue;
    const auto rule = make_rule(spec.rule);
    for (std::size_t item = 0; item < spec.composite.size(); ++item) {
      const LayerRule& layer_rule = spec.composite[item];
      const std::string layer = "layer " + std::to_string(layer_rule.layer);
      const std::string place =
          "runs[" + std::to_string(run) + "].composite[" + std::to_string(item) + "]: the rule of " + layer;
      if (!is_ruled(experiment.network.layers[static_cast<std::size_t>(layer_rule.layer - 1)]))
        sentences.push_back(place +
                            " moves nothing: feedback runs through this kind of layer without a rule.");
      else if (layer_rule.layer == lowest && move_alike(*make_rule(layer_rule.rule), *rule))
        sentences.push_back(place +
                            " moves no weight: weights take the ε share, whatever the rule, and below " +
                            layer + " there is nothing that its own share would reach but the inputs.");
    }
  }
  return sentences;
}

}  // namespace lfp
