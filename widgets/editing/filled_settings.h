#pragma once

#include "core/experiment/experiment.h"

namespace lfp {

/// The experiment with every setting that it leaves to its fallback written out, so that fields have
/// something to show. Settings that do not fit are left as they are: the engine reports what is wrong with
/// them.
Experiment with_filled_settings(Experiment experiment);

}  // namespace lfp
