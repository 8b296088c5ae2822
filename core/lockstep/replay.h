#pragma once

#include "core/snapshot/intervention.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace lfp {

/// A place between two steps, on the course that key frames and interventions describe.
struct Place {
  std::int64_t step = 0;
  std::size_t interventions = 0;  ///< done
  bool operator==(const Place&) const = default;
};

/// Repeats training from `here` up to `end` steps in all, and what was done on the way where it was done:
/// those of `interventions` that are not done yet. `repeat(intervention)` does one of them, `train(step)`
/// trains up to a step and returns the one that it has reached; the replay ends where it gets no further.
template <class Repeat, class Train>
void replay(Place& here, std::int64_t end, std::span<const Intervention> interventions, const Repeat& repeat,
            const Train& train) {
  while (true) {
    while (here.interventions < interventions.size() && interventions[here.interventions].step == here.step)
      repeat(interventions[here.interventions++]);
    if (here.step >= end) return;
    const bool has_more = here.interventions < interventions.size();
    const std::int64_t reached =
        train(has_more ? std::min(end, interventions[here.interventions].step) : end);
    if (reached == here.step) return;
    here.step = reached;
  }
}

}  // namespace lfp
