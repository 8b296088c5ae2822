#include "tests/support/naive_propagation.h"

#include <cmath>

namespace lfp::test {

Parameters zeros_like(const Parameters& parameters) {
  return {.weight = Matrix::Zero(parameters.weight.rows(), parameters.weight.cols()),
          .bias = Vector::Zero(parameters.bias.size())};
}

Matrix naive_input_feedback(const NaiveLayer& layer, const NaiveRule& rule) {
  Matrix result = Matrix::Zero(layer.input.rows(), layer.input.cols());
  for (Index n = 0; n < layer.input.rows(); ++n)
    for (Index j = 0; j < layer.outputs(); ++j) {
      const NaiveShares shares = rule(layer.sight(n, j));
      for (std::size_t i = 0; i < layer.into(j).size(); ++i)
        result(n, layer.into(j)[i].input) += shares.inputs[i] * layer.feedback(n, j);
    }
  return result;
}

Parameters naive_parameter_feedback(const NaiveLayer& layer, const NaiveRule& rule) {
  Parameters result = zeros_like({.weight = layer.weight, .bias = layer.bias});
  for (Index n = 0; n < layer.input.rows(); ++n)
    for (Index j = 0; j < layer.outputs(); ++j) {
      const NaiveShares shares = rule(layer.sight(n, j));
      for (std::size_t i = 0; i < layer.into(j).size(); ++i) {
        const Index at = layer.into(j)[i].weight;
        result.weight.data()[at] +=
            sign_of(layer.weight.data()[at]) * shares.inputs[i] * layer.feedback(n, j);
      }
      if (layer.bias.size() > 0)
        result.bias[layer.bias_index(j)] += sign_of(layer.bias_of(j)) * shares.bias * layer.feedback(n, j);
    }
  return result;
}

Parameters naive_correlation(const NaiveLayer& layer, Scalar decay) {
  Parameters result = zeros_like({.weight = layer.weight, .bias = layer.bias});
  for (Index n = 0; n < layer.input.rows(); ++n)
    for (Index j = 0; j < layer.outputs(); ++j) {
      const Scalar z = layer.sight(n, j).z();
      const Index unit = j / (layer.outputs() / layer.weight.rows());
      Matrix x = Matrix::Zero(layer.weight.rows(), layer.weight.cols());
      for (const auto& connection : layer.into(j))
        x.data()[connection.weight] = layer.input(n, connection.input);
      for (Index i = 0; i < layer.weight.cols(); ++i) {
        const Scalar w = layer.weight(unit, i);
        result.weight(unit, i) += std::abs(w) * z * (x(unit, i) - decay * z * w) * layer.feedback(n, j);
      }
    }
  return result;
}

}  // namespace lfp::test
