#pragma once

#include "core/training/inspection.h"
#include "core/training/trainer.h"

namespace lfp {

/// What training has done to a parameter (which must exist) and is about to do; all but what a single sample
/// says.
ParameterInspection inspect_parameter(const Trainer& trainer, const InspectedItem& item);

}  // namespace lfp
