#include "core/network/network.h"

#include "core/layers/activation_layer.h"
#include "core/layers/layer_entry.h"
#include "core/network/initialiser.h"

#include <cassert>
#include <utility>

namespace lfp {

void Network::add(std::unique_ptr<Layer> layer) {
  if (layer->linear() != nullptr) parameter_indices_.push_back(layers_.size());
  layers_.push_back(std::move(layer));
}

const Shape& Network::output_shape() const {
  return layers_.empty() ? input_shape_ : layers_.back()->output_shape();
}

std::size_t Network::unit_index_of(std::size_t parameter_layer) const {
  const std::size_t index = index_of(parameter_layer);
  const bool activated = index + 1 < layers_.size() && layers_[index + 1]->activation() != nullptr;
  return activated ? index + 1 : index;
}

LinearLayer& Network::parameter_layer(std::size_t parameter_layer) {
  return *layers_[index_of(parameter_layer)]->linear();
}

const LinearLayer& Network::parameter_layer(std::size_t parameter_layer) const {
  return *std::as_const(*layers_[index_of(parameter_layer)]).linear();
}

Index Network::parameter_count() const {
  Index count = 0;
  for (std::size_t l = 0; l < parameter_layers(); ++l) count += parameter_layer(l).parameters().count();
  return count;
}

Trace Network::make_trace(Index batch, bool to_input) const {
  Trace trace;
  trace.input = Matrix::Zero(batch, input_shape_.size());
  trace.layers.resize(layers_.size());
  Index features = input_shape_.size();
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    const bool is_first = i == index_of(0);
    if (layers_[i]->linear() != nullptr && (to_input || !is_first))
      trace.layers[i].feedback = Matrix::Zero(batch, features);
    features = layers_[i]->output_shape().size();
    trace.layers[i].output = Matrix::Zero(batch, features);
  }
  trace.output_feedback = Matrix::Zero(batch, features);
  return trace;
}

void Network::forward(Trace& trace) const {
  for (std::size_t i = 0; i < layers_.size(); ++i) layers_[i]->forward(input_of(trace, i), trace.layers[i]);
}

const Matrix& Network::input_of(const Trace& trace, std::size_t index) {
  return index == 0 ? trace.input : trace.layers[index - 1].output;
}

const Matrix& Network::feedback_at_output(const Trace& trace, std::size_t index) const {
  for (std::size_t above = index + 1; above < layers_.size(); ++above)
    if (layers_[above]->linear() != nullptr) return trace.layers[above].feedback;
  return trace.output_feedback;
}

Matrix& Network::feedback_at_output(Trace& trace, std::size_t index) const {
  return const_cast<Matrix&>(feedback_at_output(std::as_const(trace), index));
}

Network build_network(const NetworkSpec& spec, const Shape& input, std::int64_t outputs, std::uint64_t seed) {
  Network network(input);
  Random random(seed, RandomStream::weights);
  std::string place;
  for (std::size_t i = 0; i < spec.layers.size(); ++i) {
    place = "network.layers[" + std::to_string(i) + "]";
    const auto& [kind, activation] = spec.layers[i];
    const auto& entry = find_entry(layer_entries(), kind.name, place + ".kind");
    auto layer =
        entry.make(network.output_shape(), checked(entry.info.settings, kind.settings, place), place);
    if (auto* linear = layer->linear()) initialise(linear->parameters(), spec.initialiser, random);
    network.add(std::move(layer));
    if (!activation.name.empty())
      network.add(std::make_unique<ActivationLayer>(
          network.output_shape(), make_from(activation_entries(), activation, place + ".activation")));
  }
  if (network.parameter_layers() == 0)
    throw Error("network.layers", "there is no layer that learns", "Add a dense layer");
  if (network.output_shape().size() != outputs)
    throw Error(place + ".units",
                "the last layer has " + std::to_string(network.output_shape().size()) +
                    " units, but the data has " + std::to_string(outputs) + " classes",
                "Give the last layer " + std::to_string(outputs) + " units");
  return network;
}

}  // namespace lfp
