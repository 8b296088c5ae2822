#include "widgets/editing/layer_sizes.h"

#include "core/layers/layer_entry.h"
#include "widgets/editing/network_edits.h"
#include "widgets/editing/output_edits.h"

#include <algorithm>
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
    inputs_.push_back(arriving_);
    in_time_.push_back(is_in_time_);
    const LayerSize size = size_of(entry, checked(entry.info, spec.kind.settings, place),
                                   {.input = arriving_,
                                    .inputs = inputs_,
                                    .steps = network_.steps,
                                    .is_in_time = is_in_time_,
                                    .place = place});
    if (size.span > 0) check_block(in_time_[layer - size.span], is_in_time_, place);
    check_activation(entry, !spec.activation.name.empty(), place);
    is_in_time_ = size.is_in_time;
    arriving_ = size.output;
    return size;
  }

  static std::string place_of(std::size_t layer) { return "network.layers[" + std::to_string(layer) + "]"; }

 private:
  const NetworkSpec& network_;
  Shape arriving_;
  std::vector<Shape> inputs_;
  std::vector<bool> in_time_;
  bool is_in_time_ = false;
};

LayerProblem problem_of(std::size_t layer, const Error& error) {
  const std::string prefix = SizeWalk::place_of(layer) + ".";
  LayerProblem problem{.layer = layer, .setting = {}, .text = error.problem() + ". " + error.remedy()};
  if (error.place().starts_with(prefix)) problem.setting = error.place().substr(prefix.size());
  return problem;
}

/// What is wrong with the last layer if it does not have as many outputs as the data need.
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
  SizeLimit limit;
  for (std::size_t layer = 0; layer < network.layers.size(); ++layer) {
    try {
      sizes.layers.push_back(walk.next(layer));
      limit.add(sizes.layers.back(), SizeWalk::place_of(layer));
    } catch (const Error& error) {
      sizes.problem = problem_of(layer, error);
      break;
    }
  }
  const bool learns = std::any_of(sizes.layers.begin(), sizes.layers.end(),
                                  [](const LayerSize& size) { return size.parameters > 0; });
  if (!sizes.problem && !sizes.layers.empty() && !learns)
    sizes.problem = {.layer = sizes.layers.size() - 1,
                     .setting = {},
                     .text = "There is no layer that learns. Add a dense layer"};
  return sizes;
}

NetworkSizes layer_sizes(const Experiment& experiment, const DataFacts& facts) {
  NetworkSizes sizes = layer_sizes(experiment.network, facts.shape);
  if (!sizes.problem) sizes.problem = output_problem(sizes, wanted_outputs(experiment, facts));
  return sizes;
}

}  // namespace lfp
