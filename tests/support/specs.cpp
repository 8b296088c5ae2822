#include "tests/support/specs.h"

namespace lfp::test {

Choice choose(std::string name, GivenSettings settings) {
  Choice choice{.name = std::move(name), .settings = {}};
  for (const auto& [key, value] : settings) choice.settings.set(key, value);
  return choice;
}

LayerSpec layer_spec(std::string kind, GivenSettings settings, std::string activation) {
  return {.kind = choose(std::move(kind), settings),
          .activation = {.name = std::move(activation), .settings = {}}};
}

LayerSpec dense_spec(std::int64_t units, const std::string& activation) {
  LayerSpec spec;
  spec.kind.name = "dense";
  spec.kind.settings.set("units", units);
  spec.activation.name = activation;
  return spec;
}

NetworkSpec network_spec(std::vector<LayerSpec> layers) {
  NetworkSpec spec;
  spec.layers = std::move(layers);
  return spec;
}

}  // namespace lfp::test
