#include "tests/support/layer_pass.h"

#include <utility>

namespace lfp::test {

WayDown by_rule(const Rule& rule) {
  return [rule](const Layer& layer, const Descent& descent) { layer.distribute(rule, descent); };
}

WayDown by_gradient(Surrogate surrogate) {
  return [surrogate](const Layer& layer, const Descent& descent) { layer.differentiate(surrogate, descent); };
}

LayerTrace pass_up(const Layer& layer, const Matrix& input, bool training, std::uint64_t seed) {
  constexpr Scalar wrong = 99;
  const TraceUse use{.training = training, .downward = true, .to_input = true};
  LayerTrace trace;
  const Index rows = input.rows() * layer.rows_for_each();
  trace.is_training = training;
  trace.output = Matrix::Constant(rows, layer.output_shape().size(), wrong);
  trace.feedback = Matrix::Constant(input.rows(), layer.input_shape().size(), wrong);
  layer.prepare(trace, rows, use);
  Random random(seed, RandomStream::layers);
  layer.draw(trace, random);
  layer.forward(input, trace);
  return trace;
}

LayerPass pass_layer(const Layer& layer, const Matrix& input, Matrix arriving, const WayDown& down,
                     bool training) {
  LayerPass pass{.trace = pass_up(layer, input, training), .parameter_feedback = layer.parameters()};
  Parameters* feedback = layer.parameters().count() > 0 ? &pass.parameter_feedback : nullptr;
  down(layer, {.input = input,
               .trace = pass.trace,
               .arriving = arriving,
               .to_input = true,
               .parameter_feedback = feedback});
  return pass;
}

void randomise(Layer& layer, std::uint64_t seed) {
  Random random(seed, RandomStream::weights);
  Parameters& parameters = layer.parameters();
  parameters.weight = random_matrix(parameters.weight.rows(), parameters.weight.cols(), random);
  if (parameters.bias.size() > 0) parameters.bias = random_matrix(parameters.bias.size(), 1, random);
}

}  // namespace lfp::test
