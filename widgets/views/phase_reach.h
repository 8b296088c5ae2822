#pragma once

#include "core/snapshot/snapshot.h"

namespace lfp {

/// The lowest layer (from 0; -1: the inputs) that the feedback of the present step has come down to; as many
/// as there are layers: none yet. Between two steps all of it is down.
int lowest_reached(const Phase& next, int layers);
/// The phase that was done last; between two steps the update.
Phase last_phase(const Phase& next, int layers);
/// Whether training stands between two steps.
bool is_between_steps(const Snapshot& snapshot);

}  // namespace lfp
