#include "core/training/what_if.h"

#include "core/layers/dense.h"
#include "core/rules/propagate.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace lfp {
namespace {

const Choice& rule_choice(const RunSpec& run, int layer) {
  const auto own = std::ranges::find(run.composite, layer + 1, &LayerRule::layer);
  return own == run.composite.end() ? run.rule : own->rule;
}

Scalar scalar(double value) {
  return static_cast<Scalar>(value);
}

/// A dense layer of one unit, what goes into it and what comes down to it.
struct OneUnit {
  DenseLayer layer;
  Matrix input;
  Matrix output = Matrix::Zero(1, 1);
  Matrix arriving = Matrix::Zero(1, 1);
  Workspace workspace;

  explicit OneUnit(const WhatIfTerms& terms)
      : layer(Shape{std::ssize(terms.weights)}, 1, true), input(1, std::ssize(terms.activations)) {
    Parameters& own = layer.parameters();
    std::ranges::transform(terms.weights, own.weight.data(), scalar);
    own.bias[0] = scalar(terms.bias);
    std::ranges::transform(terms.activations, input.data(), scalar);
    arriving(0, 0) = scalar(terms.feedback);
    layer.apply(input, own.weight, own.bias, workspace, output);
  }
};

void distribute_lfp(const Rule& rule, OneUnit& unit, Matrix& shares, Parameters& moved, double& bias_share) {
  propagate(rule, unit.layer, unit.input, unit.output, unit.arriving, unit.workspace, &shares, &moved);
  Rule own = rule;
  own.parameter_share = ParameterShare::own;
  Parameters through = moved;
  propagate(own, unit.layer, unit.input, unit.output, unit.arriving, unit.workspace, nullptr, &through);
  bias_share = static_cast<double>(through.bias[0] * sign_of(unit.layer.parameters().bias[0]));
}

/// Feedback is z d for a delta d: dw_i = a_i d.
void distribute_gradient(OneUnit& unit, Matrix& shares, Parameters& moved, double& bias_share) {
  const Scalar z = unit.output(0, 0);
  const Scalar delta = z == 0 ? Scalar(0) : unit.arriving(0, 0) / z;
  moved.weight = unit.input * delta;
  moved.bias[0] = delta;
  shares = moved.weight.cwiseProduct(unit.layer.parameters().weight);
  bias_share = static_cast<double>(unit.layer.parameters().bias[0] * delta);
}

}  // namespace

Rule rule_of(const RunSpec& run, int layer) {
  return *make_from(rule_entries(), rule_choice(run, layer), "rule");
}

std::optional<double> epsilon_of(const RunSpec& run, int layer) {
  if (run.method != Method::lfp) return std::nullopt;
  const Choice& choice = rule_choice(run, layer);
  const auto& settings = find_entry(rule_entries(), choice.name, "rule").info.settings;
  const bool has_epsilon =
      std::ranges::any_of(settings, [](const auto& one) { return one.name == "epsilon"; });
  if (!has_epsilon) return std::nullopt;
  return static_cast<double>(rule_of(run, layer).epsilon);
}

WhatIf what_if(const RunSpec& run, int layer, const WhatIfTerms& terms) {
  assert(terms.activations.size() == terms.weights.size());
  OneUnit unit(terms);
  Matrix shares = Matrix::Zero(1, unit.input.cols());
  Parameters moved{.weight = shares, .bias = Vector::Zero(1)};
  WhatIf result;
  if (run.method == Method::lfp) {
    Rule rule = rule_of(run, layer);
    if (terms.epsilon) rule.epsilon = scalar(*terms.epsilon);
    distribute_lfp(rule, unit, shares, moved, result.bias_share);
  } else {
    distribute_gradient(unit, shares, moved, result.bias_share);
  }
  result.pre_activation = static_cast<double>(unit.output(0, 0));
  result.shares.assign(shares.data(), shares.data() + shares.size());
  result.rest =
      terms.feedback - result.bias_share - std::accumulate(result.shares.begin(), result.shares.end(), 0.0);
  for (const Scalar feedback : moved.weight.reshaped<Eigen::RowMajor>())
    result.updates.push_back(terms.learning_rate * static_cast<double>(feedback));
  result.bias_update = terms.learning_rate * static_cast<double>(moved.bias[0]);
  return result;
}

}  // namespace lfp
