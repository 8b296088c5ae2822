#pragma once

#include "core/snapshot/snapshot.h"

#include <optional>
#include <string>

namespace lfp {

/// Where feedback does not keep its size on its way down.
struct FeedbackWarning {
  bool grows = true;  ///< else it vanishes
  int layer = 0;      ///< from 1
  float factor = 1;   ///< its norm there over that at the outputs, in the last batch
};

/// The worst of a run with LFP: feedback that grows beyond 30 times its size at the outputs, or where none
/// does, one that shrinks below a thousandth of it. Nothing in the middle of a step: layers below still hold
/// what an earlier one has left there.
std::optional<FeedbackWarning> feedback_warning(const Snapshot& snapshot, std::size_t run);
/// The largest ratio of a layer's feedback to that at the outputs, either way round; 0: nothing to tell.
float largest_ratio(const Snapshot& snapshot, std::size_t run);

/// Ways in which training fails without diverging, the worst first.
enum class TrainingFault {
  spikes_silent,     ///< nothing spikes in a spiking layer
  spikes_saturated,  ///< everything spikes there at every time step
  layer_off,         ///< all units of a layer with an activation give 0
  outputs_alike,     ///< all outputs are equal, or the same for every sample
  feedback_grows,    ///< FeedbackWarning
  outputs_grow,      ///< the feedback at the outputs has become a multiple of what it was at the beginning
  feedback_vanishes  ///< FeedbackWarning
};
struct TrainingWarning {
  TrainingFault fault = TrainingFault::layer_off;
  int layer = 0;       ///< from 1
  float factor = 1;    ///< of feedback that grows or vanishes
  std::string cause;   ///< what is seen, without a full stop
  std::string remedy;  ///< what to do
};
/// The worst that the newest batch shows of a run, if anything; the lowest layer of several.
std::optional<TrainingWarning> training_warning(const Snapshot& snapshot, std::size_t run);

}  // namespace lfp
