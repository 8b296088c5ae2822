#include "widgets/views/network/scene/network_values.h"

#include "widgets/views/phase_reach.h"
#include "widgets/views/sample_words.h"

#include <algorithm>

namespace lfp {
namespace {

constexpr std::int64_t most_weights_with_edges = 1 << 18;

std::vector<float> input_values(const Snapshot& snapshot, const RunSnapshot& run, bool one_sample,
                                NeuronColour what) {
  if (what == NeuronColour::flips) return {};
  if (what == NeuronColour::feedback) {
    if (!one_sample) return run.input_feedback;
    return run.sample ? run.sample->input_feedback : std::vector<float>{};
  }
  if (one_sample) return run.sample ? run.sample->input : std::vector<float>{};
  // Inputs are normalised, so their mean over a batch means nothing and they keep the neutral colour.
  return std::vector<float>(static_cast<std::size_t>(snapshot.dataset->shape.size()), 0.0F);
}

std::vector<float> values_of_run(const Snapshot& snapshot, const RunSnapshot& run, bool one_sample, int layer,
                                 NeuronColour what) {
  if (what == NeuronColour::feedback && !has_feedback_reached(snapshot, layer)) return {};
  if (what != NeuronColour::flips && !one_sample && !has_batch(snapshot)) return {};
  if (layer == input_layer) return input_values(snapshot, run, one_sample, what);
  const auto at = static_cast<std::size_t>(layer);
  const LayerSnapshot& entry = run.layers[at];
  switch (what) {
    case NeuronColour::flips:
      return {entry.flipped_inputs.begin(), entry.flipped_inputs.end()};
    case NeuronColour::activation:
      if (!one_sample) return entry.activation_mean;
      return run.sample ? run.sample->activations[at] : std::vector<float>{};
    case NeuronColour::feedback:
      break;
  }
  if (!one_sample) return entry.feedback;
  return run.sample ? run.sample->feedback[at] : std::vector<float>{};
}

const LayerWeights* weights_of_run(const Snapshot& snapshot, std::size_t run, std::size_t layer) {
  return snapshot.runs[run].layers[layer].weights.get();
}

}  // namespace

bool has_feedback_reached(const Snapshot& snapshot, int layer) {
  const int layers = static_cast<int>(snapshot.runs.front().layers.size());
  return layer >= lowest_reached(snapshot.position.next_phase, layers);
}

std::vector<std::int64_t> network_sizes(const Snapshot& snapshot) {
  std::vector<std::int64_t> sizes;
  const Shape& input = snapshot.dataset->shape;
  sizes.push_back(input.is_image() ? input.height * input.width : input.size());
  for (const LayerSnapshot& layer : snapshot.runs.front().layers) sizes.push_back(layer.units);
  return sizes;
}

bool outputs_image(const Snapshot& snapshot) {
  const Shape& input = snapshot.dataset->shape;
  return snapshot.experiment && snapshot.experiment->autoencode && input.is_image() && input.channels == 1 &&
         snapshot.runs.front().layers.back().units == input.size();
}

bool has_network(const SnapshotPointer& snapshot) {
  return snapshot && snapshot->dataset && !snapshot->runs.empty() && !snapshot->runs.front().layers.empty();
}

std::vector<float> unit_values(const Snapshot& snapshot, const NetworkOptions& options, int layer,
                               NeuronColour what) {
  const bool one_sample = options.one_sample;
  auto values = values_of_run(snapshot, snapshot.runs[options.run], one_sample, layer, what);
  if (!options.subtracted) return values;
  const auto other = values_of_run(snapshot, snapshot.runs[*options.subtracted], one_sample, layer, what);
  if (other.size() != values.size()) return {};
  std::transform(values.begin(), values.end(), other.begin(), values.begin(), std::minus<>());
  return values;
}

std::vector<float> unit_values(const Snapshot& snapshot, const NetworkOptions& options, int layer) {
  return unit_values(snapshot, options, layer, options.colour);
}

WeightReader::WeightReader(const Snapshot& snapshot, const NetworkOptions& options, std::size_t layer)
    : weights_(weights_of_run(snapshot, options.run, layer)) {
  if (!options.subtracted) return;
  other_ = weights_of_run(snapshot, *options.subtracted, layer);
  if (!other_) weights_ = nullptr;
}

std::uint32_t WeightReader::last_flip_step(std::size_t index) const {
  const std::uint32_t own = weights_->last_flip_step[index];
  return other_ ? std::max(own, other_->last_flip_step[index]) : own;
}

bool draws_edges(const Snapshot& snapshot, std::size_t layer) {
  const auto& layers = snapshot.runs.front().layers;
  const LayerSnapshot& entry = layers[layer];
  if (entry.parameters == 0 || (layer == 0 && snapshot.dataset->shape.is_image())) return false;
  const std::int64_t below = layer == 0 ? snapshot.dataset->shape.size() : layers[layer - 1].units;
  return entry.inputs == below && entry.inputs * entry.units <= most_weights_with_edges;
}

}  // namespace lfp
