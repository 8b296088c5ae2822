#pragma once

#include "core/layers/spiking.h"
#include "tests/support/naive_rules.h"

#include <cmath>
#include <utility>
#include <vector>

namespace lfp::test {

/// Spiking neurons straight from the reference's formulas, one step after the other. `current` is the linear
/// layer that charges them; its input has the rows of one step if it is constant, else of all steps in turn.
struct NaiveSpiking {
  NaiveLayer current;
  NeuronSettings neuron;
  Index steps = 1;
  bool is_constant = true;

  Index batch() const { return is_constant ? current.input.rows() : current.input.rows() / steps; }
  Index first_input_row(Index step) const { return is_constant ? 0 : step * batch(); }
  Matrix current_at(Index step) const { return current.output().middleRows(first_input_row(step), batch()); }

  bool resets(Scalar u) const { return u > neuron.threshold; }
  Scalar next_membrane(Scalar u, Scalar charge) const {
    const Scalar reset = resets(u) ? 1 : 0;
    if (neuron.reset == Reset::zero) return (1 - reset) * (neuron.beta * u + charge);
    return neuron.beta * u + charge - reset * neuron.threshold;
  }

  /// Before each step and after the last.
  std::vector<Matrix> membranes() const {
    std::vector<Matrix> all = {Matrix::Zero(batch(), current.outputs())};
    for (Index step = 0; step < steps; ++step) {
      const Matrix charge = current_at(step);
      Matrix next = all.back();
      for (Index i = 0; i < next.size(); ++i)
        next.data()[i] = next_membrane(next.data()[i], charge.data()[i]);
      all.push_back(next);
    }
    return all;
  }

  Matrix spikes() const {
    Matrix all(steps * batch(), current.outputs());
    const auto membrane = membranes();
    for (Index step = 0; step < steps; ++step)
      for (Index n = 0; n < batch(); ++n)
        for (Index j = 0; j < current.outputs(); ++j)
          all(step * batch() + n, j) =
              membrane[static_cast<std::size_t>(step) + 1](n, j) > neuron.threshold ? 1 : 0;
    return all;
  }
};

/// What comes out of the way down.
struct NaiveSpikingFeedback {
  Matrix input;
  Parameters parameters;
};

/// Distributes what arrives at the spikes, [steps * batch x units], by `rule`: the membrane and the current
/// share it by contribution, and the rule hands the current's part on.
inline NaiveSpikingFeedback naive_spiking_feedback(const NaiveSpiking& layer, const Matrix& arriving,
                                                   const RuleCase& rule) {
  NaiveSpikingFeedback result{
      .input = Matrix::Zero(layer.current.input.rows(), layer.current.input.cols()),
      .parameters = zeros_like({.weight = layer.current.weight, .bias = layer.current.bias})};
  const auto membranes = layer.membranes();
  Matrix left = Matrix::Zero(layer.batch(), layer.current.outputs());
  for (Index step = layer.steps; step-- > 0;) {
    NaiveLayer now = layer.current;
    now.input = layer.current.input.middleRows(layer.first_input_row(step), layer.batch());
    now.feedback = Matrix::Zero(layer.batch(), now.outputs());
    const Matrix charge = layer.current_at(step);
    for (Index n = 0; n < layer.batch(); ++n)
      for (Index j = 0; j < now.outputs(); ++j) {
        const Scalar u = membranes[static_cast<std::size_t>(step)](n, j);
        const Scalar beta = layer.neuron.beta;
        const Scalar denominator = std::abs(u) + std::abs(charge(n, j) - (1 - beta) * u) + rule.epsilon;
        Scalar quotient = naive_quotient(arriving(step * layer.batch() + n, j) + left(n, j), denominator);
        if (layer.neuron.reset == Reset::zero && layer.resets(u)) quotient = 0;
        now.feedback(n, j) = quotient * charge(n, j);
        left(n, j) = quotient * beta * u;
      }
    result.input.middleRows(layer.first_input_row(step), layer.batch()) +=
        naive_input_feedback(now, rule.rule);
    const Parameters part = rule.parameter_feedback(now);
    result.parameters.weight += part.weight;
    result.parameters.bias += part.bias;
  }
  return result;
}

}  // namespace lfp::test
