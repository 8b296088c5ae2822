#include "tests/support/naive_spiking.h"

#include <cmath>
#include <utility>

namespace lfp::test {

NaiveSpikingFeedback naive_spiking_feedback(const NaiveSpiking& layer, const Matrix& arriving,
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
