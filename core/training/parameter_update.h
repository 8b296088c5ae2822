#pragma once

#include "core/layers/layer.h"
#include "core/training/optimiser.h"
#include "core/training/sign_record.h"

#include <cstdint>
#include <optional>

namespace lfp {

/// Sum of the squares of all numbers of `parameters`.
double squared_norm(const Parameters& parameters);
/// What an update of length `norm` is scaled by so that it is at most `clip_norm` long: min(1, clip_norm /
/// (norm + 1e-6)), as in the reference; 1 without a clip norm.
double clip_factor(double norm, std::optional<double> clip_norm);

/// One step along `feedback` F (the negative gradient, for the gradient baseline), scaled by `scale` (batch
/// reduction and clipping): v = momentum * v + scale * F, w += learning_rate * v. Sign changes of weights are
/// noted in `signs`.
void update_parameters(const Optimiser& optimiser, Scalar scale, std::int64_t step,
                       const Parameters& feedback, Parameters& momentum, Parameters& parameters,
                       SignRecord& signs);

}  // namespace lfp
