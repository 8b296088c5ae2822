#pragma once

#include "core/snapshot/snapshot.h"

#include <optional>
#include <string>

namespace lfp {

/// A layer where the feedback explodes or vanishes on its way down.
struct FeedbackWarning {
  bool grows = true;  ///< true: it grows; false: it vanishes
  int layer = 0;      ///< from 1
  float factor = 1;   ///< the norm at that layer divided by the norm at the outputs, in the last batch
};

/// Returns the worst case in a run trained with LFP: feedback that grows beyond 30 times its size at the
/// outputs or, if none does, feedback that shrinks below a thousandth of it. Returns nothing in the middle of
/// a step, when lower layers still hold the feedback of an earlier one.
std::optional<FeedbackWarning> feedback_warning(const Snapshot& snapshot, std::size_t run);
/// The largest ratio of a layer's feedback norm to that at the outputs, or its inverse; 0 if unknown.
float largest_ratio(const Snapshot& snapshot, std::size_t run);
/// The same ratio as it is, below 1 where the layer has less feedback than the outputs.
float farthest_ratio(const Snapshot& snapshot, std::size_t run);

/// Ways in which training fails without diverging, worst first.
enum class TrainingFault {
  spikes_silent,     ///< no neuron of a spiking layer spikes
  spikes_saturated,  ///< all neurons of a spiking layer spike at every time step
  layer_off,         ///< all units of a layer with an activation function output 0
  outputs_alike,     ///< all outputs are equal, or are the same for every sample
  feedback_grows,    ///< see FeedbackWarning
  outputs_grow,      ///< the feedback at the outputs is many times as large as at the beginning
  feedback_vanishes  ///< see FeedbackWarning
};
struct TrainingWarning {
  TrainingFault fault = TrainingFault::layer_off;
  int layer = 0;       ///< from 1
  float factor = 1;    ///< how much the feedback has grown or vanished
  std::string cause;   ///< what was observed, without a full stop
  std::string remedy;  ///< what to do
};
/// Returns the worst fault seen in a run's newest batch, if any; of several layers, the lowest one.
std::optional<TrainingWarning> training_warning(const Snapshot& snapshot, std::size_t run);

}  // namespace lfp
