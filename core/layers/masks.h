#pragma once

#include "core/base/scalar.h"
#include "core/rules/rule.h"

namespace lfp {

/// The wanted part of a layer's input: `input` itself where that is all of it, else a masked copy in `room`.
const Matrix& masked(InputPart part, const Matrix& input, Matrix& room);
/// The wanted part of its weights, in the same way.
const Matrix& masked(WeightPart part, Scalar gamma, const Matrix& weight, Matrix& room);
/// The wanted part of its bias; empty for none and for a layer without bias.
const Vector& masked(BiasPart part, Scalar gamma, const Vector& bias, Vector& room);

}  // namespace lfp
