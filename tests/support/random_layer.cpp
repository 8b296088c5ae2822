#include "tests/support/random_layer.h"

namespace lfp::test {

NaiveLayer random_layer(std::uint64_t seed, Index batch, Index inputs, Index outputs, bool with_bias) {
  Random random(seed, RandomStream::weights);
  return {.connections = dense_connections(inputs, outputs),
          .weight = random_matrix(outputs, inputs, random),
          .bias = with_bias ? Vector(random_matrix(outputs, 1, random)) : Vector(),
          .input = random_matrix(batch, inputs, random),
          .feedback = random_matrix(batch, outputs, random)};
}

DenseLayer to_dense(const NaiveLayer& layer) {
  DenseLayer dense(Shape{layer.weight.cols()}, layer.weight.rows(), layer.bias.size() > 0);
  dense.parameters().weight = layer.weight;
  dense.parameters().bias = layer.bias;
  return dense;
}

}  // namespace lfp::test
