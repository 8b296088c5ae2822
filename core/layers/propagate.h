#pragma once

#include "core/layers/linear_layer.h"
#include "core/rules/rule.h"

namespace lfp {

/// Hands the feedback [batch x outputs] that arrives at a linear layer's output down by `rule`, given the
/// pass's `input` and `output` (with bias). Writes the feedback to the inputs to `input_feedback` unless that
/// is null, and the feedback to the parameters, summed over the batch, to `parameter_feedback` (already of
/// the right sizes) unless that is null. LFP-epsilon and LFP-0 need the quotient alone: no masked copies are
/// made for unmasked passes.
void propagate(const Rule& rule, const LinearLayer& layer, const Matrix& input, const Matrix& output,
               const Matrix& feedback, Workspace& workspace, Matrix* input_feedback,
               Parameters* parameter_feedback);

/// Whether a rule does no more than the epsilon share, to inputs and parameters alike: one quotient serves
/// both.
bool is_epsilon(const Rule& rule);
/// Whether feedback to the inputs is the epsilon share.
bool has_epsilon_share(const Rule& rule);
/// Marks with 1, [rows x outputs], where an output has nothing to share by: in every share its denominator is
/// 0, or the gate is shut.
void mark_idle(const Rule& rule, const LinearLayer& layer, const Matrix& input, const Matrix& output,
               Workspace& workspace, Matrix& idle);
/// The epsilon share for a quotient q [batch x outputs] that is known already: R_i = x_i * sum_j w_ji q_j,
/// F_ji = |w_ji| * sum_n x_i q_j.
void propagate_quotient(const LinearLayer& layer, const Matrix& input, const Matrix& quotient,
                        Workspace& workspace, Matrix* input_feedback, Parameters* parameter_feedback);

}  // namespace lfp
