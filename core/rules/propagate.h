#pragma once

#include "core/layers/layer.h"
#include "core/rules/rule.h"

namespace lfp {

/// Room that `propagate` works in, kept by the caller so that a step does not allocate; sized on first use.
/// LFP-epsilon and LFP-0 need the quotient alone: no masked copies are made for unmasked passes.
struct PropagateWorkspace {
  Matrix quotient;     ///< q_j = R_j / s(z_j), [batch x outputs]
  Matrix normaliser;   ///< sum of the normaliser passes
  Matrix pass_output;  ///< one pass's part of it
  Matrix pass_input;   ///< one pass's feedback to the inputs
  Matrix masked_input, masked_weight, weight_side;
  Vector masked_bias, bias_side;
};

/// Hands the feedback [batch x outputs] that arrives at a linear layer's output down by `rule`, given the
/// pass's `input` and `output` (with bias). Writes the feedback to the inputs to `input_feedback` unless that
/// is null, and the feedback to the parameters, summed over the batch, to `parameter_feedback` (already of
/// the right sizes) unless that is null.
void propagate(const Rule& rule, const LinearLayer& layer, const Matrix& input, const Matrix& output,
               const Matrix& feedback, PropagateWorkspace& workspace, Matrix* input_feedback,
               Parameters* parameter_feedback);

}  // namespace lfp
