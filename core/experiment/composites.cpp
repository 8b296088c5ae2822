#include "core/experiment/composites.h"

#include "core/layers/layer_entry.h"

#include <utility>

namespace lfp {
namespace {

Choice rule(const std::string& name) {
  return {.name = name, .settings = {}};
}

Choice alpha_beta(double alpha, double beta) {
  Choice choice = rule("alpha_beta");
  choice.settings.set("alpha", alpha);
  choice.settings.set("beta", beta);
  return choice;
}

bool is_convolution(const LayerSpec& layer) {
  return layer.kind.name == "conv2d" || layer.kind.name == "lif_conv2d";
}

/// The numbers, from 1, of the layers that a rule applies to.
std::vector<int> ruled_layers(const NetworkSpec& network) {
  std::vector<int> numbers;
  for (std::size_t i = 0; i < network.layers.size(); ++i)
    if (is_ruled(network.layers[i])) numbers.push_back(static_cast<int>(i) + 1);
  return numbers;
}

/// One rule for the upper half of the layers (the outputs' one among them), another below.
std::vector<LayerRule> halves(const NetworkSpec& network, const Choice& above, const Choice& below) {
  std::vector<LayerRule> rules;
  const auto numbers = ruled_layers(network);
  for (std::size_t i = 0; i < numbers.size(); ++i)
    rules.push_back({.layer = numbers[i], .rule = i < numbers.size() / 2 ? below : above});
  return rules;
}

/// One rule for convolutions, epsilon for all else, and where `lowest` is named another for the first layer.
std::vector<LayerRule> by_kind(const NetworkSpec& network, const Choice& convolution,
                               const std::string& lowest = {}) {
  std::vector<LayerRule> rules;
  for (const int number : ruled_layers(network)) {
    const bool is_convolving = is_convolution(network.layers[static_cast<std::size_t>(number - 1)]);
    rules.push_back({.layer = number, .rule = is_convolving ? convolution : rule("epsilon")});
  }
  if (!rules.empty() && !lowest.empty()) rules.front().rule = rule(lowest);
  return rules;
}

CompositeEntry entry(std::string name, std::string label, std::string summary,
                     std::function<std::vector<LayerRule>(const NetworkSpec&)> make) {
  return {.info = {.name = std::move(name),
                   .label = std::move(label),
                   .summary = std::move(summary),
                   .formula = {},
                   .settings = {}},
          .make = std::move(make)};
}

}  // namespace

bool is_ruled(const LayerSpec& layer) {
  return find_entry(layer_entries(), layer.kind.name, "network").has_rule;
}

const std::vector<CompositeEntry>& composite_entries() {
  static const std::vector<CompositeEntry> entries = {
      entry("epsilon_above_z_plus_below", "ε above, z+ below",
            "LFP-ε for the upper half of the layers, LFP-z+ for the lower",
            [](const NetworkSpec& network) { return halves(network, rule("epsilon"), rule("z_plus")); }),
      entry("epsilon_above_z_plus_z_minus_below", "ε above, z+z− below",
            "LFP-ε for the upper half of the layers, LFP-z+z− for the lower: feedback cannot explode below",
            [](const NetworkSpec& network) {
              return halves(network, rule("epsilon"), rule("z_plus_z_minus"));
            }),
      entry("epsilon_z_plus", "ε dense, z+ convolutions", "LFP-z+ for convolutions, LFP-ε for all else",
            [](const NetworkSpec& network) { return by_kind(network, rule("z_plus")); }),
      entry("epsilon_z_plus_flat", "ε dense, z+ convolutions, flat first",
            "As ε dense, z+ convolutions, with LFP-flat for the first layer",
            [](const NetworkSpec& network) { return by_kind(network, rule("z_plus"), "flat"); }),
      entry("epsilon_alpha_beta", "ε dense, αβ 2/1 convolutions",
            "LFP-αβ with α = 2 and β = 1 for convolutions, LFP-ε for all else",
            [](const NetworkSpec& network) { return by_kind(network, alpha_beta(2, 1)); }),
  };
  return entries;
}

}  // namespace lfp
