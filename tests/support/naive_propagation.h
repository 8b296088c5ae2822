#pragma once

#include "core/layers/layer.h"
#include "core/rules/rule.h"

#include <cstddef>
#include <functional>
#include <vector>

namespace lfp::test {

/// One summand of an output: an input times a weight (of the weight matrix, counted row by row).
struct NaiveConnection {
  Index input = 0;
  Index weight = 0;
};
/// The summands of each output.
using NaiveConnections = std::vector<std::vector<NaiveConnection>>;

/// What one output of one sample sees: its inputs, the weights that they come through, and its bias.
struct NaiveSight {
  std::vector<Scalar> x;
  std::vector<Scalar> w;
  Scalar b = 0;

  Scalar z() const {
    Scalar sum = b;
    for (std::size_t i = 0; i < x.size(); ++i) sum += x[i] * w[i];
    return sum;
  }
};

/// A linear layer spelt out connection by connection, with everything that a rule looks at, for slow loops
/// straight from the formulas.
struct NaiveLayer {
  NaiveConnections connections;
  Matrix weight;
  Vector bias;      // one for each row of the weights, or empty
  Matrix input;     // [batch x inputs]
  Matrix feedback;  // [batch x outputs]

  Index outputs() const { return static_cast<Index>(connections.size()); }
  const std::vector<NaiveConnection>& into(Index j) const { return connections[static_cast<std::size_t>(j)]; }
  /// Outputs that share a bias, such as the positions of a convolution's channel, follow one another.
  Index bias_index(Index j) const { return j / (outputs() / bias.size()); }
  Scalar bias_of(Index j) const { return bias.size() > 0 ? bias[bias_index(j)] : Scalar(0); }

  NaiveSight sight(Index n, Index j) const {
    NaiveSight seen{.x = {}, .w = {}, .b = bias_of(j)};
    for (const auto& connection : into(j)) {
      seen.x.push_back(input(n, connection.input));
      seen.w.push_back(weight.data()[connection.weight]);
    }
    return seen;
  }

  Matrix output() const {
    Matrix result(input.rows(), outputs());
    for (Index n = 0; n < result.rows(); ++n)
      for (Index j = 0; j < result.cols(); ++j) result(n, j) = sight(n, j).z();
    return result;
  }
};

/// Parts of R_j, as factors of it: to each input that the output sees, and what its bias takes up.
struct NaiveShares {
  std::vector<Scalar> inputs;
  Scalar bias = 0;
};
using NaiveRule = std::function<NaiveShares(const NaiveSight&)>;

Parameters zeros_like(const Parameters& parameters);

/// R_i = sum_j share_ji R_j.
Matrix naive_input_feedback(const NaiveLayer& layer, const NaiveRule& rule);

/// F_ji = sg(w_ji) sum_n share_ji R_j: each weight gets the share that flowed through it, with its own sign;
/// biases likewise.
Parameters naive_parameter_feedback(const NaiveLayer& layer, const NaiveRule& rule);

/// |w_ji| sum_n z_j (x_i - decay z_j w_ji) R_j, where zeros of the padding are inputs like others; nothing to
/// biases.
Parameters naive_correlation(const NaiveLayer& layer, Scalar decay);

}  // namespace lfp::test
