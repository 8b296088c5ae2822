#include "widgets/panels/network_edits.h"

#include "core/activations/activation.h"
#include "core/layers/layer_entry.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace lfp::network_edits {
namespace {

constexpr const char* units_name = "units";
constexpr std::int64_t first_hidden_units = 16;

int layer_count(const Experiment& experiment) {
  return static_cast<int>(experiment.network.layers.size());
}

LayerSpec& layer_at(Experiment& experiment, int layer) {
  return experiment.network.layers.at(static_cast<std::size_t>(layer));
}

/// The number of a layer among those with parameters, from 1, as composites count.
int parameter_number(const NetworkSpec& network, int layer) {
  return static_cast<int>(
      std::count_if(network.layers.begin(), network.layers.begin() + layer + 1, has_parameters));
}

/// Which layer has that number; none if there are not as many.
std::optional<int> layer_of_number(const NetworkSpec& network, int number) {
  for (int layer = 0; layer < static_cast<int>(network.layers.size()); ++layer)
    if (has_parameters(network.layers[static_cast<std::size_t>(layer)]) && --number == 0) return layer;
  return std::nullopt;
}

/// Gives every composite entry, which counts as in `before`, the new number of its layer; drops it where the
/// layer is gone.
void renumber(Experiment& experiment, const NetworkSpec& before,
              const std::function<std::optional<int>(int)>& new_place) {
  for (RunSpec& run : experiment.runs) {
    std::vector<LayerRule> kept;
    for (LayerRule& entry : run.composite) {
      const auto old_layer = layer_of_number(before, entry.layer);
      if (const auto layer = old_layer ? new_place(*old_layer) : std::nullopt)
        kept.push_back(
            {.layer = parameter_number(experiment.network, *layer), .rule = std::move(entry.rule)});
    }
    std::sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) { return a.layer < b.layer; });
    run.composite = std::move(kept);
  }
}

/// The hidden layer that a new one at `place` is made like: the one before it, or else the one behind it.
LayerSpec neighbour(const Experiment& experiment, int place) {
  const auto& layers = experiment.network.layers;
  const int hidden = layer_count(experiment) - 1;
  for (const int candidate : {place - 1, place})
    if (candidate >= 0 && candidate < hidden && units_of(layers[static_cast<std::size_t>(candidate)]))
      return layers[static_cast<std::size_t>(candidate)];
  LayerSpec fresh = layers.back();
  fresh.kind.settings.set(units_name, first_hidden_units);
  fresh.activation = {.name = activation_entries().front().info.name, .settings = {}};
  return fresh;
}

}  // namespace

Experiment with_layer_added(Experiment experiment, int after) {
  const int place = std::clamp(after + 1, 0, std::max(layer_count(experiment) - 1, 0));
  const NetworkSpec before = experiment.network;
  LayerSpec layer = neighbour(experiment, place);
  experiment.network.layers.insert(experiment.network.layers.begin() + place, std::move(layer));
  renumber(experiment, before, [&](int old) { return old >= place ? old + 1 : old; });
  return experiment;
}

Experiment with_layer_removed(Experiment experiment, int layer) {
  if (layer < 0 || layer >= layer_count(experiment) - 1) return experiment;
  const NetworkSpec before = experiment.network;
  experiment.network.layers.erase(experiment.network.layers.begin() + layer);
  renumber(experiment, before, [&](int old) -> std::optional<int> {
    if (old == layer) return std::nullopt;
    return old > layer ? old - 1 : old;
  });
  return experiment;
}

Experiment with_layer_moved(Experiment experiment, int from, int to) {
  const int hidden = layer_count(experiment) - 1;
  if (from < 0 || from >= hidden) return experiment;
  to = std::clamp(to, 0, hidden - 1);
  const NetworkSpec before = experiment.network;
  auto& layers = experiment.network.layers;
  LayerSpec moved = std::move(layers[static_cast<std::size_t>(from)]);
  layers.erase(layers.begin() + from);
  layers.insert(layers.begin() + to, std::move(moved));
  renumber(experiment, before, [&](int old) {
    if (old == from) return to;
    const int without = old > from ? old - 1 : old;
    return without >= to ? without + 1 : without;
  });
  return experiment;
}

Experiment with_units(Experiment experiment, int layer, std::int64_t units) {
  layer_at(experiment, layer).kind.settings.set(units_name, units);
  return experiment;
}

Experiment with_activation(Experiment experiment, int layer, Choice activation) {
  layer_at(experiment, layer).activation = std::move(activation);
  return experiment;
}

Experiment with_layer_rule(Experiment experiment, std::size_t run, int layer, std::optional<Choice> rule) {
  const int number = parameter_number(experiment.network, layer);
  auto& composite = experiment.runs.at(run).composite;
  std::erase_if(composite, [&](const LayerRule& entry) { return entry.layer == number; });
  if (!rule) return experiment;
  const auto place = std::find_if(composite.begin(), composite.end(),
                                  [&](const LayerRule& entry) { return entry.layer > number; });
  composite.insert(place, {.layer = number, .rule = std::move(*rule)});
  return experiment;
}

Experiment with_outputs(Experiment experiment, std::int64_t classes) {
  const auto& layers = experiment.network.layers;
  if (layers.empty() || !units_of(layers.back()) || units_of(layers.back()) == classes) return experiment;
  const int output = layer_count(experiment) - 1;
  return with_units(std::move(experiment), output, classes);
}

std::optional<Choice> layer_rule(const Experiment& experiment, std::size_t run, int layer) {
  const int number = parameter_number(experiment.network, layer);
  for (const LayerRule& entry : experiment.runs.at(run).composite)
    if (entry.layer == number) return entry.rule;
  return std::nullopt;
}

bool has_parameters(const LayerSpec& layer) {
  const auto& entries = layer_entries();
  const auto entry = std::find_if(entries.begin(), entries.end(),
                                  [&](const auto& known) { return known.info.name == layer.kind.name; });
  return entry != entries.end() && entry->has_parameters;
}

std::optional<std::int64_t> units_of(const LayerSpec& layer) {
  if (!layer.kind.settings.has(units_name)) return std::nullopt;
  return layer.kind.settings.integer(units_name);
}

}  // namespace lfp::network_edits
