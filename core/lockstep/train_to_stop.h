#pragma once

#include "core/lockstep/lockstep.h"

#include <functional>

namespace lfp {

/// What accompanies training to its end. Either function may be empty.
struct TrainingWatch {
  CalledOff called_off{};                           ///< asked about ten times a second
  std::function<void(const Lockstep&)> advanced{};  ///< called as often, and at every epoch's end
};

/// Trains up to the experiment's stop, or until no run goes on or `watch` calls it off; in that case it
/// returns false.
bool train_to_stop(Lockstep& lockstep, const TrainingWatch& watch = {});

}  // namespace lfp
