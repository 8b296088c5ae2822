#pragma once

#include "core/layers/spiking.h"
#include "tests/support/naive_rules.h"

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
NaiveSpikingFeedback naive_spiking_feedback(const NaiveSpiking& layer, const Matrix& arriving,
                                            const RuleCase& rule);

}  // namespace lfp::test
