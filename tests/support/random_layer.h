#pragma once

#include "core/layers/dense.h"
#include "core/network/network.h"
#include "tests/support/naive_layers.h"

namespace lfp::test {

/// A dense layer with random input, parameters and feedback.
inline NaiveLayer random_layer(std::uint64_t seed, Index batch, Index inputs, Index outputs,
                               bool with_bias = true) {
  Random random(seed, RandomStream::weights);
  return {.connections = dense_connections(inputs, outputs),
          .weight = random_matrix(outputs, inputs, random),
          .bias = with_bias ? Vector(random_matrix(outputs, 1, random)) : Vector(),
          .input = random_matrix(batch, inputs, random),
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
