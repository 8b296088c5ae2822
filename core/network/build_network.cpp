#include "core/base/error.h"
#include "core/base/random.h"
#include "core/layers/activation_layer.h"
#include "core/layers/layer_entry.h"
#include "core/layers/layer_size.h"
#include "core/network/network.h"

#include <algorithm>
#include <utility>

namespace lfp {
namespace {

bool has_spiking_layer(const NetworkSpec& spec) {
  return std::any_of(spec.layers.begin(), spec.layers.end(),
                     [](const LayerSpec& layer) { return layer.kind.name.starts_with("lif_"); });
}

/// Puts the layers of a specification one on another.
class NetworkBuilder {
 public:
  NetworkBuilder(const NetworkSpec& spec, const Shape& input, std::uint64_t seed, const InputRange& range,
                 const Progress* progress)
      : spec_(spec), network_(input, spec.steps), random_(seed, RandomStream::weights), progress_(progress) {
    if (!has_spiking_layer(spec)) {
      if (spec.coding != "constant")
        throw Error("network.coding", "only spiking layers understand " + spec.coding + " coding",
                    "Add a spiking layer, or choose constant");
      return;
    }
    if (auto coding = make_coding(spec.coding, input, spec.steps, range))
      network_.add_coding(std::move(coding));
  }

  Network build() {
    for (std::size_t i = 0; i < spec_.layers.size(); ++i) add(i);
    if (network_.parameter_count() == 0)
      throw Error("network.layers", "there is no layer that learns", "Add a dense layer");
    return std::move(network_);
  }

 private:
  void add(std::size_t i) {
    const LayerSpec& spec = spec_.layers[i];
    const std::string place = "network.layers[" + std::to_string(i) + "]";
    const auto& entry = find_entry(layer_entries(), spec.kind.name, place + ".kind");
    inputs_.push_back(network_.output_shape());
    const Settings settings = checked(entry.info, spec.kind.settings, place);
    const LayerPlace stand{.input = network_.output_shape(),
                           .inputs = inputs_,
                           .steps = spec_.steps,
                           .is_in_time = network_.is_in_time(),
                           .place = place};
    limit_.add(size_of(entry, settings, stand), place);
    auto layer = entry.make(settings, stand);
    if (layer->span() > 0)
      check_block(network_.is_in_time_before(i - layer->span()), network_.is_in_time(), place);
    check_activation(entry, !spec.activation.name.empty(), place);
    layer->initialise({.initialiser = spec_.initialiser,
                       .random = random_,
                       .value = spec_.initial_value,
                       .progress = progress_});
    network_.add(std::move(layer));
    if (spec.activation.name.empty()) return;
    network_.add(std::make_unique<ActivationLayer>(
        network_.output_shape(), make_from(activation_entries(), spec.activation, place + ".activation")));
  }

  const NetworkSpec& spec_;
  Network network_;
  Random random_;
  const Progress* progress_;
  std::vector<Shape> inputs_;
  SizeLimit limit_;
};

}  // namespace

Network build_network(const NetworkSpec& spec, const Shape& input, std::uint64_t seed,
                      const InputRange& range, const Progress* progress) {
  return NetworkBuilder(spec, input, seed, range, progress).build();
}

}  // namespace lfp
