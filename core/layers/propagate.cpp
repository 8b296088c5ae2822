#include "core/layers/propagate.h"

#include "core/layers/masks.h"

#include <cmath>

namespace lfp {
namespace {

/// q = coefficient * gate(z) * R / s(d), elementwise.
void quotients(const Rule& rule, const Share& share, const Matrix& pre_activation, const Matrix& denominator,
               const Matrix& feedback, Matrix& quotient) {
  quotient.resize(feedback.rows(), feedback.cols());
  const Scalar* z = pre_activation.data();
  const Scalar* d = denominator.data();
  const Scalar* r = feedback.data();
  Scalar* q = quotient.data();
  const Index size = feedback.size();
  const Scalar epsilon = rule.epsilon;
  for (Index i = 0; i < size; ++i) q[i] = quotient_of(r[i], d[i], epsilon);

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
                           const Matrix& input, const Matrix& output, Workspace& workspace) {
  const auto& passes = share.normaliser.empty() ? share.passes : share.normaliser;
  if (passes.size() == 1 && passes.front() == Pass{}) return output;
  workspace.normaliser.setZero(output.rows(), output.cols());
  workspace.pass_output.resize(output.rows(), output.cols());
  const Parameters& own = layer.linear_map();
  for (const Pass& pass : passes) {
    layer.apply(masked(pass.input, input, workspace.masked_input),
                masked(pass.weight, rule.gamma, own.weight, workspace.masked_weight),
                masked(pass.bias, rule.gamma, own.bias, workspace.masked_bias), workspace,
                workspace.pass_output);
    workspace.normaliser += workspace.pass_output;
  }
  return workspace.normaliser;
}

/// R_i += x~_i * sum_j w~_ji q_j for one pass.
void pass_to_input(const LinearLayer& layer, const Matrix& input, const Matrix& weight,
                   const Matrix& quotient, bool is_first, Workspace& workspace, Matrix& input_feedback) {
  Matrix& target = is_first ? input_feedback : workspace.pass_input;
  if (!is_first) target.resize(input.rows(), input.cols());
  layer.back_to_input(quotient, weight, workspace, target);
  target.array() *= input.array();
  if (!is_first) input_feedback += target;
}

/// F_ji = |w_ji| * sum_n x_i q_j and F_j = |b_j| * sum_n q_j.
void epsilon_share_to_parameters(const LinearLayer& layer, const Matrix& input, const Matrix& quotient,
                                 Workspace& workspace, Parameters& parameter_feedback) {
  const Parameters& own = layer.linear_map();
  layer.back_to_weight(input, quotient, workspace, parameter_feedback.weight);
  parameter_feedback.weight.array() *= own.weight.array().abs();
  layer.back_to_bias(quotient, parameter_feedback.bias);
  parameter_feedback.bias.array() *= own.bias.array().abs();
}

/// F_ji += sg(w_ji) w~_ji * sum_n x~_i q_j for one pass, biases alike with the bias it uses.
void own_share_to_parameters(const Rule& rule, const Pass& pass, const LinearLayer& layer,
                             const Matrix& input, const Matrix& weight, Workspace& workspace,
                             Parameters& parameter_feedback) {
  const Parameters& own = layer.linear_map();
  workspace.weight_side.resize(own.weight.rows(), own.weight.cols());
  layer.back_to_weight(input, workspace.quotient, workspace, workspace.weight_side);
  parameter_feedback.weight.array() +=
      workspace.weight_side.array() * weight.array() * own.weight.array().unaryExpr(&sign_of<Scalar>);
  const Vector& bias = masked(pass.bias, rule.gamma, own.bias, workspace.masked_bias);
  if (bias.size() == 0) return;
  workspace.bias_side.resize(own.bias.size());
  layer.back_to_bias(workspace.quotient, workspace.bias_side);
  parameter_feedback.bias.array() +=
      workspace.bias_side.array() * bias.array() * own.bias.array().unaryExpr(&sign_of<Scalar>);
}

/// F_ji = |w_ji| * sum_n x_i z_j R_j, and with Oja's decay F_ji -= |w_ji| w_ji * sum_n z_j^2 R_j.
void correlation_to_parameters(const LinearLayer& layer, const Matrix& input, const Matrix& output,
                               const Matrix& feedback, bool with_decay, Workspace& workspace,
                               Parameters& parameter_feedback) {
  const Parameters& own = layer.linear_map();
  workspace.quotient.resize(feedback.rows(), feedback.cols());
  workspace.quotient = output.cwiseProduct(feedback);
  layer.back_to_weight(input, workspace.quotient, workspace, parameter_feedback.weight);
  parameter_feedback.bias.setZero();
  if (with_decay) {
    workspace.quotient.array() *= output.array();
    workspace.bias_side.resize(own.weight.rows());
    layer.back_to_bias(workspace.quotient, workspace.bias_side);
    for (Index j = 0; j < own.weight.rows(); ++j)
      parameter_feedback.weight.row(j) -= workspace.bias_side[j] * own.weight.row(j);
  }
  parameter_feedback.weight.array() *= own.weight.array().abs();
}

}  // namespace

bool has_epsilon_share(const Rule& rule) {
  const Share& share = rule.shares.front();
  return rule.shares.size() == 1 && share.passes.size() == 1 && share.passes.front() == Pass{} &&
         share.normaliser.empty() && share.gate == Gate::none && share.coefficient == 1;
}

bool is_epsilon(const Rule& rule) {
  return has_epsilon_share(rule) &&
         (rule.parameter_share == ParameterShare::epsilon || rule.parameter_share == ParameterShare::own);
}

void propagate_quotient(const LinearLayer& layer, const Matrix& input, const Matrix& quotient,
                        Workspace& workspace, Matrix* input_feedback, Parameters* parameter_feedback) {
  if (input_feedback != nullptr)
    pass_to_input(layer, input, layer.linear_map().weight, quotient, true, workspace, *input_feedback);
  if (parameter_feedback != nullptr)
    epsilon_share_to_parameters(layer, input, quotient, workspace, *parameter_feedback);
}

void mark_idle(const Rule& rule, const LinearLayer& layer, const Matrix& input, const Matrix& output,
               Workspace& workspace, Matrix& idle) {
  idle.setOnes(output.rows(), output.cols());
  for (const Share& share : rule.shares) {
    const Matrix& denominator = denominators(rule, share, layer, input, output, workspace);
    for (Index i = 0; i < idle.size(); ++i) {
      const Scalar z = output.data()[i];
      const bool is_shut = (share.gate == Gate::positive && !(z > 0)) ||
                           (share.gate == Gate::negative && !(z < 0)) || (share.gate == Gate::sign && z == 0);
      if (denominator.data()[i] != 0 && !is_shut) idle.data()[i] = 0;
    }
  }
}

void propagate(const Rule& rule, const LinearLayer& layer, const Matrix& input, const Matrix& output,
               const Matrix& feedback, Workspace& workspace, Matrix* input_feedback,
               Parameters* parameter_feedback) {
  if (is_epsilon(rule)) {
    quotients(rule, rule.shares.front(), output, output, feedback, workspace.quotient);
    propagate_quotient(layer, input, workspace.quotient, workspace, input_feedback, parameter_feedback);
    return;
  }
  const bool own_share = parameter_feedback != nullptr && rule.parameter_share == ParameterShare::own;
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
      const Matrix& w = masked(pass.weight, rule.gamma, layer.linear_map().weight, workspace.masked_weight);
      if (input_feedback != nullptr)
        pass_to_input(layer, x, w, workspace.quotient, is_first, workspace, *input_feedback);
      if (own_share) own_share_to_parameters(rule, pass, layer, x, w, workspace, *parameter_feedback);
      is_first = false;
    }
  }
  if (parameter_feedback == nullptr || own_share) return;
  if (rule.parameter_share != ParameterShare::epsilon) {
    correlation_to_parameters(layer, input, output, feedback, rule.parameter_share == ParameterShare::oja,
                              workspace, *parameter_feedback);
    return;
  }
  quotients(rule, Share{.passes = {}, .normaliser = {}}, output, output, feedback, workspace.quotient);
  epsilon_share_to_parameters(layer, input, workspace.quotient, workspace, *parameter_feedback);
}

}  // namespace lfp
