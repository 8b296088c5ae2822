#pragma once

#include "core/base/scalar.h"
#include "core/snapshot/histogram.h"

namespace lfp {

/// Of factor * values[i] - subtracted[i]; `subtracted` may be null for nothing.
Histogram make_histogram(const Scalar* values, Index count, Scalar factor = 1,
                         const Scalar* subtracted = nullptr);

}  // namespace lfp
