#pragma once

#include "core/base/registry.h"
#include "core/base/scalar.h"

#include <cstdint>

namespace lfp {

/// Settings of an optimiser, as registered; the state lives with the trainer's parameters.
/// SGD with momentum, as the reference: buffer = momentum * buffer + gradient (first step: buffer =
/// gradient), w -= learning_rate * buffer.
struct Optimiser {
  Scalar learning_rate = Scalar(0.1);
  Scalar momentum = 0;
};

using OptimiserEntry = Entry<Optimiser>;

/// In the order of optimisers.def.
const std::vector<OptimiserEntry>& optimiser_entries();

}  // namespace lfp
