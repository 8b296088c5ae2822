#pragma once

#include "core/layers/layer.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace lfp::test {

/// One dense layer with everything that a rule looks at, for slow loops straight from the formulas.
struct NaiveLayer {
  Matrix input;     // [batch x inputs]
  Matrix weight;    // [outputs x inputs]
  Vector bias;      // [outputs] or empty
  Matrix feedback;  // [batch x outputs]

  Scalar bias_of(Index j) const { return bias.size() > 0 ? bias[j] : Scalar(0); }
  Scalar output(Index n, Index j) const {
    Scalar z = bias_of(j);
    for (Index i = 0; i < weight.cols(); ++i) z += input(n, i) * weight(j, i);
    return z;
  }
};

/// The part of R_j that goes from output j to input i for sample n, as a factor of R_j.
using NaiveShare = std::function<Scalar(const NaiveLayer&, Index n, Index j, Index i)>;

inline Scalar naive_stabilised(Scalar z, Scalar epsilon) {
  if (z >= 0) return z + epsilon;
  return z - epsilon;
}

inline Scalar naive_quotient(Scalar numerator, Scalar denominator) {
  return denominator == 0 ? Scalar(0) : numerator / denominator;
}

inline Scalar positive(Scalar x) {
  return std::max(x, Scalar(0));
}
inline Scalar negative(Scalar x) {
  return std::min(x, Scalar(0));
}

inline NaiveShare naive_epsilon(Scalar epsilon) {
  return [epsilon](const NaiveLayer& layer, Index n, Index j, Index i) {
    return naive_quotient(layer.input(n, i) * layer.weight(j, i),
                          naive_stabilised(layer.output(n, j), epsilon));
  };
}

inline NaiveShare naive_z_plus(Scalar epsilon) {
  return [epsilon](const NaiveLayer& layer, Index n, Index j, Index i) {
    Scalar sum = positive(layer.bias_of(j));
    for (Index k = 0; k < layer.weight.cols(); ++k) sum += positive(layer.input(n, k) * layer.weight(j, k));
    return positive(layer.input(n, i) * layer.weight(j, i)) / naive_stabilised(sum, epsilon);
  };
}

inline NaiveShare naive_alpha_beta(Scalar alpha, Scalar beta, Scalar epsilon) {
  return [=](const NaiveLayer& layer, Index n, Index j, Index i) {
    Scalar sum = negative(layer.bias_of(j));
    for (Index k = 0; k < layer.weight.cols(); ++k) sum += negative(layer.input(n, k) * layer.weight(j, k));
    return alpha * naive_z_plus(epsilon)(layer, n, j, i) -
           beta * negative(layer.input(n, i) * layer.weight(j, i)) / naive_stabilised(sum, epsilon);
  };
}

/// Contributions that agree with the sign of z are raised by gamma times themselves.
inline NaiveShare naive_gamma(Scalar gamma, Scalar epsilon) {
  return [=](const NaiveLayer& layer, Index n, Index j, Index i) {
    const Scalar z = layer.output(n, j);
    if (z == 0) return Scalar(0);
    const auto raised = [&](Scalar contribution) {
      const Scalar agreeing = z > 0 ? positive(contribution) : negative(contribution);
      return contribution + gamma * agreeing;
    };
    Scalar sum = raised(layer.bias_of(j));
    for (Index k = 0; k < layer.weight.cols(); ++k) sum += raised(layer.input(n, k) * layer.weight(j, k));
    return raised(layer.input(n, i) * layer.weight(j, i)) / naive_stabilised(sum, epsilon);
  };
}

inline NaiveShare naive_z_plus_z_minus(Scalar epsilon) {
  return [epsilon](const NaiveLayer& layer, Index n, Index j, Index i) {
    Scalar sum = std::abs(layer.bias_of(j)) + epsilon;
    for (Index k = 0; k < layer.weight.cols(); ++k) sum += std::abs(layer.input(n, k) * layer.weight(j, k));
    return sign_of(layer.output(n, j)) * layer.input(n, i) * layer.weight(j, i) / sum;
  };
}

inline NaiveShare naive_w_square(Scalar epsilon) {
  return [epsilon](const NaiveLayer& layer, Index, Index j, Index i) {
    Scalar sum = layer.bias_of(j) * layer.bias_of(j);
    for (Index k = 0; k < layer.weight.cols(); ++k) sum += layer.weight(j, k) * layer.weight(j, k);
    return layer.weight(j, i) * layer.weight(j, i) / naive_stabilised(sum, epsilon);
  };
}

inline NaiveShare naive_flat(Scalar epsilon) {
  return [epsilon](const NaiveLayer& layer, Index, Index, Index) {
    return 1 / naive_stabilised(static_cast<Scalar>(layer.weight.cols()), epsilon);
  };
}

/// R_i = sum_j share_ji R_j.
inline Matrix naive_input_feedback(const NaiveLayer& layer, const NaiveShare& share) {
  Matrix result = Matrix::Zero(layer.input.rows(), layer.input.cols());
  for (Index n = 0; n < layer.input.rows(); ++n)
    for (Index j = 0; j < layer.weight.rows(); ++j)
      for (Index i = 0; i < layer.weight.cols(); ++i)
        result(n, i) += share(layer, n, j, i) * layer.feedback(n, j);
  return result;
}

/// F_ji = sg(w_ji) sum_n share_ji R_j: each weight gets the share that flowed through it, with its own sign.
inline Matrix naive_weight_feedback(const NaiveLayer& layer, const NaiveShare& share) {
  Matrix result = Matrix::Zero(layer.weight.rows(), layer.weight.cols());
  for (Index n = 0; n < layer.input.rows(); ++n)
    for (Index j = 0; j < layer.weight.rows(); ++j)
      for (Index i = 0; i < layer.weight.cols(); ++i)
        result(j, i) += sign_of(layer.weight(j, i)) * share(layer, n, j, i) * layer.feedback(n, j);
  return result;
}

}  // namespace lfp::test
