#pragma once

#include "core/base/shape.h"

#include <cstdint>
#include <vector>

namespace lfp {

/// What all of a layer's neurons do with one sample: a number for each place of `shape`. In networks in time
/// activations are means, feedback sums over the time steps.
struct LayerMap {
  int layer = 0;
  Shape shape;
  std::vector<float> activation;
  std::vector<float> feedback;
};

/// A spiking layer through time for one sample, all [steps x neurons].
struct SpikeRecord {
  int layer = 0;
  std::int64_t steps = 0;
  std::int64_t neurons = 0;
  float threshold = 0.0F;
  std::vector<std::uint8_t> spikes;  ///< 0 or 1
  std::vector<float> membrane;       ///< potential after each step
  std::vector<float> feedback;       ///< arriving at the spikes
};

/// What one sample does in the network as it is now.
struct SampleSnapshot {
  bool from_test = true;
  std::int64_t index = 0;  ///< -1: Interest::sample_input
  std::int32_t label = 0;  ///< -1: it has none
  std::int32_t prediction = 0;
  std::vector<float> input;           ///< as the network sees it
  std::vector<float> input_feedback;  ///< feedback arriving at the inputs
  std::vector<float> outputs;         ///< the logits, or the values
  std::vector<float> probabilities;   ///< one a class: softmax of the logits; empty for values
  std::vector<float> output_feedback;
  std::vector<std::vector<float>> activations;  ///< per layer and unit
  std::vector<std::vector<float>> feedback;     ///< per layer, arriving at its units
  std::vector<LayerMap> maps;                   ///< of the layers asked for
  std::vector<SpikeRecord> spikes;              ///< of the spiking layers asked for
};

}  // namespace lfp
