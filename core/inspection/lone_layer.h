#pragma once

#include "core/snapshot/inspection.h"
#include "core/training/backward_pass.h"

#include <cstddef>
#include <vector>

namespace lfp {

/// The columns of a layer's output (or of the network's input) that hold a unit's values.
using Features = std::vector<Index>;
Features features_of(const Network& network, const InspectedItem& item);
/// Over these columns and all rows.
double sum_over(const Matrix& values, const Features& features);

/// Whether every unit of the layer has a weight for every feature of its input, in their order: not a
/// convolution's, even where its window covers the whole image, as it may cover padding too.
bool has_weight_for_each_input(const Layer& layer);

/// A block's layer by itself: copies of the sample as it went up, and what comes down to them.
struct LoneLayer {
  Matrix input;
  Matrix skipped;
  Matrix arriving;  ///< nothing yet
  LayerTrace trace;

  /// `layer` is the block's, or another one of its kind; rows stand step by step, the copies of each step
  /// together.
  LoneLayer(const Network& network, std::size_t block, const Layer& layer, const Trace& source, Index copies);
  LoneLayer(const LoneLayer&) = delete;
  LoneLayer& operator=(const LoneLayer&) = delete;
  ~LoneLayer() = default;
  Descent descent(Parameters* parameter_feedback = nullptr) {
    return {.input = input,
            .trace = trace,
            .arriving = arriving,
            .to_input = true,
            .parameter_feedback = parameter_feedback};
  }
};

/// What arrives at the unit of `item`, alone in its layer and a single copy, and what becomes of it: all that
/// UnitInspection tells but what units above hand down.
UnitInspection inspect_alone(BackwardPass& pass, const Network& network, const Layer& layer,
                             const InspectedItem& item, LoneLayer& alone);

}  // namespace lfp
