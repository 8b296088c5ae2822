#pragma once

#include "core/lockstep/past.h"
#include "core/snapshot/inspection.h"
#include "core/training/trainer.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lfp {

/// What training has done to a parameter (which must exist) and is about to do; all but what a single sample
/// says.
ParameterInspection inspect_parameter(const Trainer& trainer, const InspectedItem& item);

/// Adds the values that the key frames of run `run` hold from before the parameter was watched, or where it
/// is not, from before the step `now`.
void add_earlier(const std::vector<KeyFrame>& frames, std::size_t run, std::int64_t now,
                 const InspectedItem& item, ParameterInspection& parameter);

}  // namespace lfp
