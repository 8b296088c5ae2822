#pragma once

#include "app/headless/train_input.h"
#include "core/lockstep/lockstep.h"

#include <cstdint>

namespace lfp {

/// Where training begins.
struct TrainStart {
  std::int64_t step = 0;
  bool is_repeatable = true;  ///< the experiment alone leads to the same results
};

/// Brings `lockstep`, which is new and made from the input's experiment, to where the session was, and says
/// on standard error what could not be taken from it. With other data than the session's only its weights
/// are taken and steps are counted anew; with another network nothing is. With `warns_of_change` it says also
/// where the experiment alone won't repeat the result. Throws Error where the session is damaged and there is
/// nothing to go on from, as to train anew is not what was asked, and UsageError where it has other runs.
TrainStart start_training(const TrainInput& input, Lockstep& lockstep, bool warns_of_change);

}  // namespace lfp
