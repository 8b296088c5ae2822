#pragma once

#include "core/activations/activation.h"
#include "core/layers/layer.h"
#include "core/rules/rule.h"
#include "tests/support/random_matrix.h"

#include <functional>

namespace lfp::test {

/// One layer's way up and down, as a network takes it.
struct LayerPass {
  LayerTrace trace;
  Parameters parameter_feedback;

  const Matrix& output() const { return trace.output; }
  const Matrix& input_feedback() const { return trace.feedback; }
};

using WayDown = std::function<void(const Layer&, const Descent&)>;

WayDown by_rule(const Rule& rule);
WayDown by_gradient(Surrogate surrogate = Surrogate::none);

/// Up with `input`; the randomness of the layer comes from `seed`. Wrong numbers stand wherever the layer has
/// to write.
LayerTrace pass_up(const Layer& layer, const Matrix& input, bool training = true, std::uint64_t seed = 1);

/// Up with `input` and down with what arrives at the output.
LayerPass pass_layer(const Layer& layer, const Matrix& input, Matrix arriving, const WayDown& down,
                     bool training = true);

/// Random weights and biases for a layer that learns.
void randomise(Layer& layer, std::uint64_t seed);

}  // namespace lfp::test
