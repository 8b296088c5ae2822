#include "widgets/editing/network_edits.h"

#include "core/activations/activation.h"
#include "core/layers/layer_entry.h"
#include "core/layers/layer_size.h"
#include "widgets/editing/entry_items.h"

#include <algorithm>
#include <functional>
#include <string_view>
#include <utility>

namespace lfp::network_edits {
namespace {

constexpr std::int64_t first_hidden_units = 16;
constexpr const char* no_coding = "constant";
constexpr const char* block_end = "residual";
constexpr const char* span_name = "span";

int layer_count(const Experiment& experiment) {
  return static_cast<int>(experiment.network.layers.size());
}

LayerSpec& layer_at(Experiment& experiment, int layer) {
  return experiment.network.layers.at(static_cast<std::size_t>(layer));
}

const LayerEntry* entry_of(const LayerSpec& layer) {
  return find_registered(layer_entries(), layer.kind.name);
}

/// Gives every composite entry the new number of its layer; drops it where the layer is gone.
void renumber(Experiment& experiment, const std::function<std::optional<int>(int)>& new_place) {
  for (RunSpec& run : experiment.runs) {
    std::vector<LayerRule> kept;
    for (LayerRule& entry : run.composite)
      if (const auto layer = new_place(entry.layer - 1))
        kept.push_back({.layer = *layer + 1, .rule = std::move(entry.rule)});
    std::sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) { return a.layer < b.layer; });
    run.composite = std::move(kept);
  }
}

/// How many layers before it make up the block that ends with this layer; 0 for a layer that ends none.
std::int64_t span_of(const LayerSpec& layer) {
  const auto& settings = layer.kind.settings;
  return layer.kind.name == block_end && settings.has(span_name) ? settings.integer(span_name) : 0;
}

/// The blocks of a network by the layers in them, from `first` to before `end`, where the sum stands.
struct Block {
  std::int64_t first = 0;
  std::int64_t end = 0;
};

std::optional<Block> block_at(const Experiment& experiment, int layer) {
  const std::int64_t span = span_of(experiment.network.layers[static_cast<std::size_t>(layer)]);
  if (span == 0) return std::nullopt;
  return Block{std::max<std::int64_t>(layer - span, 0), layer};
}

void widen(LayerSpec& layer, std::int64_t by) {
  layer.kind.settings.set(span_name, std::max<std::int64_t>(span_of(layer) + by, 1));
}

/// A layer that is dragged to the edge of its own block stays in it; one from elsewhere comes in behind the
/// block's first layer.
void widen_for_move(Experiment& experiment, int sum, int from, int to) {
  const auto block = block_at(experiment, sum);
  if (!block) return;
  const bool was_inside = from >= block->first && from < block->end;
  const std::int64_t first = block->first - (from < block->first ? 1 : 0);
  const std::int64_t end = block->end - (from < block->end ? 1 : 0);
  const bool is_inside = (was_inside ? to >= first : to > first) && to <= end;
  if (was_inside != is_inside) widen(layer_at(experiment, sum), is_inside ? 1 : -1);
}

/// Takes the layer out of the blocks around it, and the sums of blocks that it leaves empty with it.
void erase_layer(Experiment& experiment, int layer) {
  std::vector<int> empty;
  for (int sum = layer + 1; sum < layer_count(experiment); ++sum) {
    const auto block = block_at(experiment, sum);
    if (!block || layer < block->first) continue;
    if (block->end - block->first == 1 && sum + 1 < layer_count(experiment))
      empty.push_back(sum);
    else
      widen(layer_at(experiment, sum), -1);
  }
  experiment.network.layers.erase(experiment.network.layers.begin() + layer);
  renumber(experiment, [&](int old) -> std::optional<int> {
    if (old == layer) return std::nullopt;
    return old > layer ? old - 1 : old;
  });
  for (auto sum = empty.rbegin(); sum != empty.rend(); ++sum) erase_layer(experiment, *sum - 1);
}

Choice usual_activation() {
  return default_choice(activation_entries().front().info);
}

/// The hidden layer that a new one at `place` is made like: the one before it, or else the one behind it.
LayerSpec neighbour(const Experiment& experiment, int place) {
  const auto& layers = experiment.network.layers;
  const int hidden = layer_count(experiment) - 1;
  for (const int candidate : {place - 1, place})
    if (candidate >= 0 && candidate < hidden && units_of(layers[static_cast<std::size_t>(candidate)]))
      return layers[static_cast<std::size_t>(candidate)];
  LayerSpec fresh{.kind = default_choice(layer_entries().front().info), .activation = usual_activation()};
  fresh.kind.settings.set(size_setting(layer_entries().front().info)->name, first_hidden_units);
  return fresh;
}

/// Settings of the same name and type keep their values, where the new range allows it.
void keep_settings(const EntryInfo& kind, const Settings& before, Settings& settings) {
  for (const SettingInfo& info : kind.settings) {
    const auto found = before.values().find(info.name);
    if (found == before.values().end()) continue;
    Settings kept;
    kept.set(info.name, found->second);
    try {
      settings.set(info.name, checked({&info, 1}, kept, info.name).values().at(info.name));
    } catch (const Error&) {
      // The setting means something else there: the fallback stays.
    }
  }
}

}  // namespace

Experiment with_layer_added(Experiment experiment, int after) {
  const int place = std::clamp(after + 1, 0, std::max(layer_count(experiment) - 1, 0));
  LayerSpec layer = neighbour(experiment, place);
  for (int sum = place; sum < layer_count(experiment); ++sum) {
    const auto block = block_at(experiment, sum);
    if (block && place > block->first) widen(layer_at(experiment, sum), 1);
  }
  experiment.network.layers.insert(experiment.network.layers.begin() + place, std::move(layer));
  renumber(experiment, [&](int old) { return old >= place ? old + 1 : old; });
  return experiment;
}

Experiment with_layer_removed(Experiment experiment, int layer) {
  if (layer < 0 || layer >= layer_count(experiment) - 1) return experiment;
  erase_layer(experiment, layer);
  return experiment;
}

Experiment with_layer_moved(Experiment experiment, int from, int to) {
  const int hidden = layer_count(experiment) - 1;
  if (from < 0 || from >= hidden) return experiment;
  to = std::clamp(to, 0, hidden - 1);
  auto& layers = experiment.network.layers;
  for (int sum = 0; sum < layer_count(experiment); ++sum)
    if (sum != from) widen_for_move(experiment, sum, from, to);
  LayerSpec moved = std::move(layers[static_cast<std::size_t>(from)]);
  layers.erase(layers.begin() + from);
  layers.insert(layers.begin() + to, std::move(moved));
  renumber(experiment, [&](int old) {
    if (old == from) return to;
    const int without = old > from ? old - 1 : old;
    return without >= to ? without + 1 : without;
  });
  return experiment;
}

Experiment with_kind(Experiment experiment, int layer, const std::string& kind) {
  LayerSpec& spec = layer_at(experiment, layer);
  const LayerEntry* before = entry_of(spec);
  const LayerEntry* after = find_registered(layer_entries(), kind);
  if (after == nullptr) return experiment;
  const auto units = units_of(spec);
  const Settings settings = std::exchange(spec.kind, default_choice(after->info)).settings;
  // A pool's window means something else than a convolution's: only similar kinds hand their settings on.
  const bool are_alike =
      before != nullptr && (size_setting(before->info) == nullptr) == (size_setting(after->info) == nullptr);
  if (are_alike) keep_settings(after->info, settings, spec.kind.settings);
  const bool is_output = layer + 1 == layer_count(experiment);
  if (!after->has_activation)
    spec.activation = {};
  else if (before != nullptr && !before->has_activation && size_setting(after->info) && !is_output)
    spec.activation = usual_activation();
  if (!after->has_rule)
    renumber(experiment, [&](int old) { return old == layer ? std::nullopt : std::optional(old); });
  if (is_output && units) return with_units(std::move(experiment), layer, *units);
  return experiment;
}

Experiment with_units(Experiment experiment, int layer, std::int64_t units) {
  LayerSpec& spec = layer_at(experiment, layer);
  const LayerEntry* entry = entry_of(spec);
  if (const auto* size = entry ? size_setting(entry->info) : nullptr)
    spec.kind.settings.set(size->name, units);
  return experiment;
}

Experiment with_activation(Experiment experiment, int layer, Choice activation) {
  LayerSpec& spec = layer_at(experiment, layer);
  const LayerEntry* entry = entry_of(spec);
  if (entry == nullptr || entry->has_activation) spec.activation = std::move(activation);
  return experiment;
}

Experiment with_layer_rule(Experiment experiment, std::size_t run, int layer, std::optional<Choice> rule) {
  const int number = layer + 1;
  auto& composite = experiment.runs.at(run).composite;
  std::erase_if(composite, [&](const LayerRule& entry) { return entry.layer == number; });
  if (!rule) return experiment;
  const auto place = std::find_if(composite.begin(), composite.end(),
                                  [&](const LayerRule& entry) { return entry.layer > number; });
  composite.insert(place, {.layer = number, .rule = std::move(*rule)});
  return experiment;
}

Experiment with_frozen(Experiment experiment, int layer, bool frozen) {
  layer_at(experiment, layer).frozen = frozen;
  return experiment;
}

Experiment with_outputs(Experiment experiment, std::int64_t outputs) {
  const auto& layers = experiment.network.layers;
  if (layers.empty()) return experiment;
  const auto units = units_of(layers.back());
  if (!units || units == outputs) return experiment;
  const int output = layer_count(experiment) - 1;
  return with_units(std::move(experiment), output, outputs);
}

Experiment with_fitting_coding(Experiment experiment) {
  if (!has_spiking_layer(experiment.network)) experiment.network.coding = no_coding;
  return experiment;
}

std::optional<Choice> layer_rule(const Experiment& experiment, std::size_t run, int layer) {
  for (const LayerRule& entry : experiment.runs.at(run).composite)
    if (entry.layer == layer + 1) return entry.rule;
  return std::nullopt;
}

bool has_rule(const LayerSpec& layer) {
  const LayerEntry* entry = entry_of(layer);
  return entry != nullptr && entry->has_rule;
}

std::optional<std::int64_t> units_of(const LayerSpec& layer) {
  const LayerEntry* entry = entry_of(layer);
  const SettingInfo* size = entry ? size_setting(entry->info) : nullptr;
  if (size == nullptr || !layer.kind.settings.has(size->name)) return std::nullopt;
  return layer.kind.settings.integer(size->name);
}

bool has_spiking_layer(const NetworkSpec& network) {
  return std::any_of(network.layers.begin(), network.layers.end(), [](const LayerSpec& layer) {
    const LayerEntry* entry = entry_of(layer);
    const auto& tags = entry ? entry->info.tags : std::vector<std::string>{};
    return std::find(tags.begin(), tags.end(), "spiking") != tags.end();
  });
}

}  // namespace lfp::network_edits
