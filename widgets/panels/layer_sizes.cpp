#include "widgets/panels/layer_sizes.h"

#include "core/layers/layer.h"
#include "core/layers/layer_entry.h"
#include "widgets/panels/network_edits.h"

namespace lfp {
namespace {

LayerSize size_of(const LayerSpec& spec, const Shape& input) {
  const auto& entry = find_entry(layer_entries(), spec.kind.name, "network.layers");
  const Settings settings = checked(entry.info.settings, spec.kind.settings, "network.layers");
  // A layer of units is counted, not made: there is no need to fill memory with the weights of a very wide
  // one.
  if (const auto units = network_edits::units_of(spec)) {
    const bool has_bias = settings.has("bias") && settings.flag("bias");
    return {input, Shape{*units}, *units * (input.size() + (has_bias ? 1 : 0))};
  }
  const auto layer = entry.make(input, settings, "network.layers");
  return {input, layer->output_shape(), layer->linear() ? layer->linear()->parameters().count() : 0};
}

}  // namespace

std::vector<LayerSize> layer_sizes(const NetworkSpec& network, const Shape& input) {
  std::vector<LayerSize> sizes;
  Shape arriving = input;
  try {
    for (const LayerSpec& spec : network.layers) {
      sizes.push_back(size_of(spec, arriving));
      arriving = sizes.back().output;
    }
  } catch (const Error&) {
    // The engine says what does not fit, with its place; here the sizes simply end.
  }
  return sizes;
}

}  // namespace lfp
