#pragma once

#include "core/base/registry.h"
#include "core/base/scalar.h"

#include <cmath>
#include <vector>

namespace lfp {

/// Which part of a layer's input takes part in a pass.
enum class InputPart { all, positive, negative, absolute, ones };
/// Which part of its weights. raised_*: w + gamma * max(w, 0) and w + gamma * min(w, 0).
enum class WeightPart { all, positive, negative, absolute, squared, ones, raised_positive, raised_negative };
/// Which part of its bias; none leaves it out.
enum class BiasPart { none, all, positive, negative, absolute, squared, raised_positive, raised_negative };
/// For which outputs a share counts, by their pre-activation z: all; z > 0; z < 0; or all, times sg(z).
enum class Gate { none, positive, negative, sign };

/// One masked copy of a linear layer.
struct Pass {
  InputPart input = InputPart::all;
  WeightPart weight = WeightPart::all;
  BiasPart bias = BiasPart::all;
  bool operator==(const Pass&) const = default;
};

/// Feedback handed down by contributions: q_j = coefficient * R_j / stabilise(sum of the normaliser passes at
/// j), and each pass gives R_i += x~_i * sum_j w~_ji q_j with its masked input x~ and weights w~.
struct Share {
  Scalar coefficient = 1;
  std::vector<Pass> passes;
  std::vector<Pass> normaliser;  ///< empty: the passes themselves
  Gate gate = Gate::none;
};

/// Which share of the feedback moves a layer's parameters.
enum class ParameterShare {
  epsilon,  ///< the epsilon share whatever the rule: |w_ji| * sum_n x_i R_j / s(z_j) (the current reference)
  own,      ///< the rule's own: sg(w_ji) * w~_ji * sum_n x~_i q_j, summed over passes (the earlier reference)
  hebbian,  ///< |w_ji| * sum_n x_i z_j R_j; nothing to biases
  oja       ///< |w_ji| * sum_n z_j (x_i - z_j w_ji) R_j; nothing to biases
};

/// How a layer hands feedback down, as data: `propagate` (propagate.h) runs any rule through any linear
/// layer. To add a rule, add a file with its RuleEntry and a line in rules.def.
struct Rule {
  std::vector<Share> shares;
  Scalar epsilon = 0;  ///< stabiliser, see `stabilised`
  Scalar gamma = 0;    ///< for the raised parts
  ParameterShare parameter_share = ParameterShare::epsilon;
};

/// s(z) = z + epsilon for z >= 0 (also -0.0), z - epsilon below (golden reference, "Feedback rule").
inline Scalar stabilised(Scalar z, Scalar epsilon) {
  return z >= 0 ? z + epsilon : z - epsilon;
}

/// R / stabilised(z), without a branch; a quotient over an exact zero is 0 (LFP-0; elsewhere epsilon prevents
/// it).
inline Scalar quotient_of(Scalar feedback, Scalar z, Scalar epsilon) {
  // Adding +0.0 turns -0.0 into +0.0.
  const Scalar denominator = z + std::copysign(epsilon, z + Scalar(0));
  return denominator == 0 ? Scalar(0) : feedback / denominator;
}

using RuleEntry = Entry<Rule>;

/// In the order of rules.def.
const std::vector<RuleEntry>& rule_entries();

}  // namespace lfp
