#pragma once

#include "core/snapshot/inspection.h"
#include "core/training/run_state.h"

namespace lfp {

/// What training has done to a parameter (which must exist) and is about to do, without what depends on a
/// single sample.
ParameterInspection inspect_parameter(const RunState& run, const InspectedItem& item);

}  // namespace lfp
