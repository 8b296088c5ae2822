#pragma once

#include "core/base/scalar.h"
#include "core/snapshot/histogram.h"

namespace lfp {

/// The histogram of factor * values[i] - subtracted[i]; null for `subtracted` means zeros.
Histogram make_histogram(const Scalar* values, Index count, Scalar factor = 1,
                         const Scalar* subtracted = nullptr);

}  // namespace lfp
