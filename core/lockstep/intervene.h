#pragma once

#include "core/network/network.h"
#include "core/snapshot/inspection.h"
#include "core/snapshot/intervention.h"

namespace lfp {

class Trainer;

/// The parameter that is edited. Throws Error where there is none, or it cannot have that value.
InspectedItem parameter_of(const ParameterEdit& edit, const Network& network);

/// Does to a run between two steps what was done. Throws Error, changing nothing, where it does not fit.
void intervene(Trainer& trainer, const Intervention& intervention);

}  // namespace lfp
