#pragma once

#include "core/snapshot/inspection.h"
#include "core/training/backward_pass.h"

namespace lfp {

/// Looks closely at a unit of a sample that has been passed up and all the way down in `trace` (a single
/// sample, with room for feedback to the input). Shares are those of the run's own way down, with feedback at
/// one unit alone. `item.layer` and `item.unit` must exist.
UnitInspection inspect_unit(BackwardPass& pass, const Network& network, const Trace& trace,
                            const InspectedItem& item);
}  // namespace lfp
