#pragma once

#include "core/snapshot/snapshot.h"

#include <optional>

namespace lfp {

/// The lowest layer (from 0; -1: the inputs) that the feedback of the present step has come down to; as many
/// as there are layers: none yet. Between two steps all of it is down.
int lowest_reached(const Phase& next, int layers);
/// Whether a batch has given the parameters of that layer (from 0) feedback yet: in the first step the
/// feedback has to have come down through it.
bool has_parameter_feedback(const Snapshot& snapshot, int layer);
/// The phase that was done last; between two steps the update.
Phase last_phase(const Phase& next, int layers);
/// In the middle of a step, the layer (from 0) of the last phase; nothing after the forward phase, which
/// concerns all layers, and between two steps.
std::optional<int> layer_in_work(const Snapshot& snapshot);
/// Whether training stands between two steps.
bool is_between_steps(const Snapshot& snapshot);

}  // namespace lfp
