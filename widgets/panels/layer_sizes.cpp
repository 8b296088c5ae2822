#include "widgets/panels/layer_sizes.h"

#include "core/layers/layer.h"
#include "core/layers/layer_entry.h"
#include "widgets/panels/network_edits.h"
#include "widgets/panels/output_edits.h"

#include <utility>

namespace lfp {
namespace {

/// Walks up the network as it would be built.
class SizeWalk {
 public:
  SizeWalk(const NetworkSpec& network, const Shape& input) : network_(network), arriving_(input) {
    is_in_time_ = network.coding != "constant" && network_edits::has_spiking_layer(network);
  }

  LayerSize next(std::size_t layer) {
    const LayerSpec& spec = network_.layers[layer];
    const std::string place = place_of(layer);
    const auto& entry = find_entry(layer_entries(), spec.kind.name, place + ".kind");
    Settings settings = checked(entry.info, spec.kind.settings, place);
    // One unit is made and counted for all: there is no need to fill memory with the weights of a wide layer.
    const SettingInfo* size = network_edits::size_setting(entry.info);
    const std::int64_t units = size ? settings.integer(size->name) : 1;
    if (size) settings.set(size->name, std::int64_t{1});
    inputs_.push_back(arriving_);
    const auto made = entry.make(settings, {.input = arriving_,
                                            .inputs = inputs_,
                                            .steps = network_.steps,
                                            .is_in_time = is_in_time_,
                                            .place = place});
    Shape output = made->output_shape();
    output.channels *= units;
    const LayerSize result{arriving_, output, made->parameters().count() * units};
    is_in_time_ = made->is_in_time(is_in_time_);
    arriving_ = output;
    return result;
  }

  static std::string place_of(std::size_t layer) { return "network.layers[" + std::to_string(layer) + "]"; }

 private:
  const NetworkSpec& network_;
  Shape arriving_;
  std::vector<Shape> inputs_;
  bool is_in_time_ = false;
};

LayerProblem problem_of(std::size_t layer, const Error& error) {
  const std::string prefix = SizeWalk::place_of(layer) + ".";
  LayerProblem problem{.layer = layer, .setting = {}, .text = error.problem() + ". " + error.remedy()};
  if (error.place().starts_with(prefix)) problem.setting = error.place().substr(prefix.size());
  return problem;
}

/// What is wrong with the last layer where it has not as many outputs as the data needs.
std::optional<LayerProblem> output_problem(const NetworkSizes& sizes, const OutputKind& wanted) {
  if (sizes.layers.empty()) return std::nullopt;
  const std::int64_t outputs = sizes.layers.back().output.size();
  const bool is_single = wanted.classes == 2 && outputs == 1;
  if (outputs == wanted.outputs || is_single) return std::nullopt;
  const std::string needed = std::to_string(wanted.outputs) + (wanted.classes > 0 ? " classes" : " values");
  return LayerProblem{.layer = sizes.layers.size() - 1,
                      .setting = {},
                      .text = "The last layer has " + std::to_string(outputs) +
                              " outputs, but the data has " + needed + ". End with a layer of " +
                              std::to_string(wanted.outputs) + " units"};
}

}  // namespace

NetworkSizes layer_sizes(const NetworkSpec& network, const Shape& input) {
  NetworkSizes sizes;
  SizeWalk walk(network, input);
  for (std::size_t layer = 0; layer < network.layers.size(); ++layer) {
    try {
      sizes.layers.push_back(walk.next(layer));
    } catch (const Error& error) {
      sizes.problem = problem_of(layer, error);
      break;
    }
  }
  return sizes;
}

NetworkSizes layer_sizes(const Experiment& experiment, const DataFacts& facts) {
  NetworkSizes sizes = layer_sizes(experiment.network, facts.shape);
  if (!sizes.problem) sizes.problem = output_problem(sizes, wanted_outputs(experiment, facts));
  return sizes;
}

}  // namespace lfp
