#include "core/study/layer_meter.h"

#include <cmath>
#include <optional>
#include <utility>

namespace lfp {
namespace {

const Matrix& weights_of(const Network& network, std::size_t block) {
  return network.block(block).parameters().weight;
}

/// Returns the network with the unmixed known weights, if the run starts from a mixture.
std::optional<Network> known_network(const RunState& run) {
  if (!run.known || !run.experiment->network.weights || run.experiment->network.weights->mix == 1) return {};
  Experiment unmixed = *run.experiment;
  unmixed.network.weights->mix = 1;
  return make_initial_network(unmixed, *run.dataset, run.known.get(), nullptr);
}

std::vector<std::int8_t> signs_of(const Matrix& weights, const Matrix& start) {
  std::vector<std::int8_t> signs(static_cast<std::size_t>(weights.size()));
  for (Index i = 0; i < weights.size(); ++i)
    if (start.data()[i] != 0)
      signs[static_cast<std::size_t>(i)] = static_cast<std::int8_t>(sign_of(weights.data()[i]));
  return signs;
}

std::optional<double> part(std::int64_t counted, std::int64_t all) {
  if (all == 0) return std::nullopt;
  return static_cast<double>(counted) / static_cast<double>(all);
}

}  // namespace

LayerMeter::LayerMeter(const RunState& run) {
  const auto known = known_network(run);
  for (std::size_t b = 0; b < run.network.blocks(); ++b) {
    const Matrix& start = weights_of(run.network, b);
    layers_.push_back({.kind = run.experiment->network.layers[b].kind.name,
                       .start = start,
                       .sign = signs_of(known ? weights_of(*known, b) : start, start),
                       .sums = {}});
  }
}

void LayerMeter::measure(const RunState& run) {
  for (std::size_t b = 0; b < layers_.size(); ++b) {
    const Layer& layer = layers_[b];
    const Matrix& now = weights_of(run.network, b);
    Sums sums{.weights = now.size(), .flipped = run.signs[b].flipped()};
    for (Index i = 0; i < now.size(); ++i) {
      const Scalar weight = now.data()[i];
      const std::int8_t sign = layer.sign[static_cast<std::size_t>(i)];
      const double way = static_cast<double>(weight) - static_cast<double>(layer.start.data()[i]);
      sums.square += way * way;
      sums.comparable += sign != 0 ? 1 : 0;
      sums.agreeing += weight * static_cast<Scalar>(sign) > 0 ? 1 : 0;
    }
    if (b < run.evaluation.activity.size()) {
      const BlockActivity& activity = run.evaluation.activity[b];
      sums.outputs = activity.outputs;
      sums.zeros = activity.zeros;
      sums.spiking_outputs = activity.are_spikes ? activity.outputs : 0;
      sums.spikes = activity.are_spikes ? activity.outputs - activity.zeros : 0;
    }
    layers_[b].sums = sums;
  }
}

LayerNumbers LayerMeter::all() const {
  Sums all;
  for (const Layer& layer : layers_) all.add(layer.sums);
  return all.numbers();
}

std::vector<LayerResult> LayerMeter::layers() const {
  std::vector<LayerResult> results;
  for (const Layer& layer : layers_)
    results.push_back({.kind = layer.kind,
                       .weights = layer.sums.weights,
                       .flipped = layer.sums.flipped,
                       .numbers = layer.sums.numbers()});
  return results;
}

void LayerMeter::Sums::add(const Sums& other) {
  weights += other.weights;
  flipped += other.flipped;
  square += other.square;
  comparable += other.comparable;
  agreeing += other.agreeing;
  outputs += other.outputs;
  zeros += other.zeros;
  spikes += other.spikes;
  spiking_outputs += other.spiking_outputs;
}

LayerNumbers LayerMeter::Sums::numbers() const {
  return {.moved = weights > 0 ? std::optional(std::sqrt(square)) : std::nullopt,
          .sign_agreement = part(agreeing, comparable),
          .sparsity = part(zeros, outputs),
          .firing_rate = part(spikes, spiking_outputs)};
}

}  // namespace lfp
