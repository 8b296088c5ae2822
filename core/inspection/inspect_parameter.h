#pragma once

#include "core/snapshot/inspection.h"
#include "core/training/run_state.h"

namespace lfp {

/// What training has done to a parameter (which must exist) and is about to do; all but what a single sample
/// says.
ParameterInspection inspect_parameter(const RunState& run, const InspectedItem& item);

}  // namespace lfp
