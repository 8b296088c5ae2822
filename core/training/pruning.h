#pragma once

#include "core/experiment/pruning.h"
#include "core/training/run_state.h"

namespace lfp {

/// Removes weights of dense, convolutional and spiking layers: sets them to zero and marks them in
/// `run.kept`. Those that were removed before are among the fraction. `drawn` holds the weights before
/// training, for the criterion "movement"; null where that isn't known. Throws Error at `place`, changing
/// nothing, where the criterion asks for what isn't known.
void prune(RunState& run, const Pruning& pruning, const Network* drawn, const std::string& place);

}  // namespace lfp
