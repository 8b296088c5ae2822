#pragma once

#include "core/base/random.h"
#include "core/layers/dense.h"
#include "core/network/network.h"
#include "tests/support/naive_propagation.h"

namespace lfp::test {

inline Matrix random_matrix(Index rows, Index columns, Random& random) {
  Matrix matrix(rows, columns);
  for (Index i = 0; i < matrix.size(); ++i) matrix.data()[i] = static_cast<Scalar>(random.normal());
  return matrix;
}

/// A dense layer with random input, parameters and feedback.
inline NaiveLayer random_layer(std::uint64_t seed, Index batch, Index inputs, Index outputs,
                               bool with_bias = true) {
  Random random(seed, RandomStream::weights);
  return {.input = random_matrix(batch, inputs, random),
          .weight = random_matrix(outputs, inputs, random),
          .bias = with_bias ? Vector(random_matrix(outputs, 1, random)) : Vector(),
          .feedback = random_matrix(batch, outputs, random)};
}

/// The same layer for the program's own code.
inline DenseLayer to_dense(const NaiveLayer& layer) {
  DenseLayer dense(Shape{layer.weight.cols()}, layer.weight.rows(), layer.bias.size() > 0);
  dense.parameters().weight = layer.weight;
  dense.parameters().bias = layer.bias;
  return dense;
}

inline LayerSpec dense_spec(std::int64_t units, const std::string& activation) {
  LayerSpec spec;
  spec.kind.name = "dense";
  spec.kind.settings.set("units", units);
  spec.activation.name = activation;
  return spec;
}

}  // namespace lfp::test
