#pragma once

#include "app/headless/train_options.h"

namespace lfp {

/// Trains all runs of the experiment without a window and writes the results. Returns the exit status. Throws
/// Error for what cannot be used, UsageError.
int train_headless(const TrainOptions& options);

}  // namespace lfp
