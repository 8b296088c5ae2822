#pragma once

#include "core/base/shape.h"

#include <cstdint>
#include <vector>

namespace lfp {

/// The response of all of a layer's neurons to one sample: one number for each position of `shape`. In
/// networks with time steps, activations are means and feedback is summed over the time steps.
struct LayerMap {
  int layer = 0;
  Shape shape;
  std::vector<float> activation;
  std::vector<float> feedback;
};

/// A spiking layer over time for one sample; all arrays are [steps x neurons].
struct SpikeRecord {
  int layer = 0;
  std::int64_t steps = 0;
  std::int64_t neurons = 0;
  float threshold = 0.0F;
  std::vector<std::uint8_t> spikes;  ///< 0 or 1
  std::vector<float> membrane;       ///< membrane potential after each step
  std::vector<float> feedback;       ///< feedback that arrives at the spikes
};

/// The response of the current network to one sample.
struct SampleSnapshot {
  bool from_test = true;
  std::int64_t index = 0;  ///< index in its split; -1 for Interest::sample_input
  std::int32_t label = 0;  ///< -1 if it has none
  std::int32_t prediction = 0;
  std::vector<float> input;           ///< as the network sees it
  std::vector<float> input_feedback;  ///< feedback that arrives at the inputs
  std::vector<float> outputs;         ///< logits, or the predicted values for regression
  std::vector<float> probabilities;   ///< softmax of the logits, one per class; empty for regression
  std::vector<float> output_feedback;
  std::vector<std::vector<float>> activations;  ///< per layer and unit
  std::vector<std::vector<float>> feedback;     ///< per layer, the feedback that arrives at its units
  std::vector<LayerMap> maps;                   ///< only for the requested layers
  std::vector<SpikeRecord> spikes;              ///< only for the requested spiking layers
};

}  // namespace lfp
