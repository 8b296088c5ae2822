#pragma once

#include "core/base/shape.h"
#include "core/snapshot/histogram.h"
#include "core/snapshot/table.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace lfp {

/// The weights of one layer and the history of their signs, each [units x inputs].
struct LayerWeights {
  Table weight;
  std::vector<float> bias;                     ///< empty if the layer has none
  Table feedback;                              ///< feedback per weight in the last update
  std::vector<std::int8_t> initial_sign;       ///< sign of the weight at step 0
  std::vector<std::uint32_t> flips;            ///< number of sign flips so far
  std::vector<std::uint32_t> last_flip_step;   ///< 0: never
  std::vector<std::uint32_t> first_flip_step;  ///< 0: never

  bool is_flipped(std::size_t index) const {
    return weight.values[index] * static_cast<float>(initial_sign[index]) < 0.0F;
  }
};

/// One layer with its activation. Its units are neurons or, if it outputs images, channels: a channel's
/// feedback is the sum over its positions (and time steps), its activation their mean.
struct LayerSnapshot {
  std::string kind;         ///< as shown: "Dense"
  std::string activation;   ///< as shown; "" for none
  Shape output;             ///< of one sample
  std::int64_t inputs = 0;  ///< weights of one unit, or input features if the layer has no weights
  std::int64_t units = 0;
  std::int64_t parameters = 0;
  std::vector<float> feedback;         ///< per unit, mean over the last batch
  std::vector<float> activation_mean;  ///< per unit, mean over the last batch
  std::vector<std::uint32_t>
      flipped_inputs;          ///< per unit: weights flipped since step 0; empty unless weights are shown
  float feedback_norm = 0.0F;  ///< root mean square over the batch of the Euclidean norm
  std::int64_t flipped = 0;    ///< weights (without biases) flipped since step 0
  std::shared_ptr<const LayerWeights> weights;  ///< null unless requested
  bool is_spiking = false;
  /// Indexed by HistogramKind; null unless requested and available. Weights and feedback per weight are those
  /// of LayerWeights; updates are the changes that the last step made to the weights.
  std::array<std::shared_ptr<const Histogram>, histogram_kinds> histograms;
};

}  // namespace lfp
