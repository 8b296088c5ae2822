#include "core/rules/propagate.h"

#include "core/rules/masks.h"

#include <cmath>

namespace lfp {
namespace {

/// q = coefficient * gate(z) * R / s(d), elementwise. A quotient over an exact zero is 0 (LFP-0; elsewhere
/// epsilon prevents it).
void quotients(const Rule& rule, const Share& share, const Matrix& pre_activation, const Matrix& denominator,
               const Matrix& feedback, Matrix& quotient) {
  quotient.resize(feedback.rows(), feedback.cols());
  const Scalar* z = pre_activation.data();
  const Scalar* d = denominator.data();
  const Scalar* r = feedback.data();
  Scalar* q = quotient.data();
  const Index size = feedback.size();
  const Scalar epsilon = rule.epsilon;
  // copysign(epsilon, d + 0) is the stabiliser without a branch: adding +0.0 turns -0.0 into +0.0.
  if (epsilon > 0)
    for (Index i = 0; i < size; ++i) q[i] = r[i] / (d[i] + std::copysign(epsilon, d[i] + Scalar(0)));
  else
    for (Index i = 0; i < size; ++i) q[i] = d[i] == 0 ? Scalar(0) : r[i] / d[i];

  switch (share.gate) {
    case Gate::none:
      break;
    case Gate::positive:
      for (Index i = 0; i < size; ++i) q[i] = z[i] > 0 ? q[i] : Scalar(0);
      break;
    case Gate::negative:
      for (Index i = 0; i < size; ++i) q[i] = z[i] < 0 ? q[i] : Scalar(0);
      break;
    case Gate::sign:
      for (Index i = 0; i < size; ++i) q[i] *= sign_of(z[i]);
      break;
  }
  if (share.coefficient != 1) quotient *= share.coefficient;
}

/// The share's denominators: the sum of its normaliser passes, which for the unmasked pass is the layer's
/// output itself.
const Matrix& denominators(const Rule& rule, const Share& share, const LinearLayer& layer,
                           const Matrix& input, const Matrix& output, PropagateWorkspace& workspace) {
  const auto& passes = share.normaliser.empty() ? share.passes : share.normaliser;
  if (passes.size() == 1 && passes.front() == Pass{}) return output;
  workspace.normaliser.setZero(output.rows(), output.cols());
  workspace.pass_output.resize(output.rows(), output.cols());
  const Parameters& own = layer.parameters();
  for (const Pass& pass : passes) {
    layer.apply(masked(pass.input, input, workspace.masked_input),
                masked(pass.weight, rule.gamma, own.weight, workspace.masked_weight),
                masked(pass.bias, rule.gamma, own.bias, workspace.masked_bias), workspace.pass_output);
    workspace.normaliser += workspace.pass_output;
  }
  return workspace.normaliser;
}

/// R_i += x~_i * sum_j w~_ji q_j for one pass.
void pass_to_input(const LinearLayer& layer, const Matrix& input, const Matrix& weight,
                   const Matrix& quotient, bool is_first, Matrix& room, Matrix& input_feedback) {
  Matrix& target = is_first ? input_feedback : room;
  if (!is_first) target.resize(input.rows(), input.cols());
  layer.back_to_input(quotient, weight, target);
  target.array() *= input.array();
  if (!is_first) input_feedback += room;
}

/// F_ji = |w_ji| * sum_n x_i q_j and F_j = |b_j| * sum_n q_j, with q from the layer's own output.
void epsilon_share_to_parameters(const LinearLayer& layer, const Matrix& input, const Matrix& quotient,
                                 Parameters& parameter_feedback) {
  const Parameters& own = layer.parameters();
  layer.back_to_weight(input, quotient, parameter_feedback.weight);
  parameter_feedback.weight.array() *= own.weight.array().abs();
  layer.back_to_bias(quotient, parameter_feedback.bias);
  parameter_feedback.bias.array() *= own.bias.array().abs();
}

/// F_ji += sg(w_ji) w~_ji * sum_n x~_i q_j for one pass, biases alike with the bias it uses.
void own_share_to_parameters(const Rule& rule, const Pass& pass, const LinearLayer& layer,
                             const Matrix& input, const Matrix& weight, PropagateWorkspace& workspace,
                             Parameters& parameter_feedback) {
  const Parameters& own = layer.parameters();
  workspace.weight_side.resize(own.weight.rows(), own.weight.cols());
  layer.back_to_weight(input, workspace.quotient, workspace.weight_side);
  parameter_feedback.weight.array() +=
      workspace.weight_side.array() * weight.array() * own.weight.array().unaryExpr(&sign_of<Scalar>);
  const Vector& bias = masked(pass.bias, rule.gamma, own.bias, workspace.masked_bias);
  if (bias.size() == 0) return;
  workspace.bias_side.resize(own.bias.size());
  layer.back_to_bias(workspace.quotient, workspace.bias_side);
  parameter_feedback.bias.array() +=
      workspace.bias_side.array() * bias.array() * own.bias.array().unaryExpr(&sign_of<Scalar>);
}

/// Whether the rule's only share is the epsilon share, so that one quotient serves inputs and parameters.
bool is_epsilon_share(const Rule& rule) {
  const Share& share = rule.shares.front();
  return rule.shares.size() == 1 && share.passes.size() == 1 && share.passes.front() == Pass{} &&
         share.normaliser.empty() && share.gate == Gate::none && share.coefficient == 1;
}

}  // namespace

void propagate(const Rule& rule, const LinearLayer& layer, const Matrix& input, const Matrix& output,
               const Matrix& feedback, PropagateWorkspace& workspace, Matrix* input_feedback,
               Parameters* parameter_feedback) {
  const bool epsilon_share = is_epsilon_share(rule);
  const bool own_share =
      parameter_feedback != nullptr && rule.parameter_share == ParameterShare::own && !epsilon_share;
  if (own_share) {
    parameter_feedback->weight.setZero();
    parameter_feedback->bias.setZero();
  }
  bool is_first = true;
  for (const Share& share : rule.shares) {
    const Matrix& denominator = denominators(rule, share, layer, input, output, workspace);
    quotients(rule, share, output, denominator, feedback, workspace.quotient);
    for (const Pass& pass : share.passes) {
      const Matrix& x = masked(pass.input, input, workspace.masked_input);
      const Matrix& w = masked(pass.weight, rule.gamma, layer.parameters().weight, workspace.masked_weight);
      if (input_feedback != nullptr)
        pass_to_input(layer, x, w, workspace.quotient, is_first, workspace.pass_input, *input_feedback);
      if (own_share) own_share_to_parameters(rule, pass, layer, x, w, workspace, *parameter_feedback);
      is_first = false;
    }
  }
  if (parameter_feedback == nullptr || own_share) return;
  if (!epsilon_share)
    quotients(rule, Share{.passes = {}, .normaliser = {}}, output, output, feedback, workspace.quotient);
  epsilon_share_to_parameters(layer, input, workspace.quotient, *parameter_feedback);
}

}  // namespace lfp
