#pragma once

#include "core/experiment/experiment.h"

namespace lfp {

/// The experiment with every setting that it leaves to its fallback written out, so that fields have
/// something to show. What does not fit is left as it is: the engine says what is wrong with it.
Experiment with_filled_settings(Experiment experiment);

}  // namespace lfp
