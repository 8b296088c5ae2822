#pragma once

#include "core/lockstep/lockstep_state.h"

namespace lfp {

class Lockstep;

/// Brings `lockstep` to a state of its experiment, once more through the step that led there, so that what it
/// has shown is seen again. False where the way back cannot be repeated to the bit, and is left out.
bool return_to_state(const LockstepState& state, Lockstep& lockstep);

}  // namespace lfp
