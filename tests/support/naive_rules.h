#pragma once

#include "tests/support/naive_propagation.h"

#include <ostream>
#include <string>
#include <vector>

namespace lfp::test {

Scalar naive_stabilised(Scalar z, Scalar epsilon);

Scalar naive_quotient(Scalar numerator, Scalar denominator);

Scalar positive(Scalar x);
Scalar negative(Scalar x);

/// Shares in proportion to `part` of each contribution and of the bias, of their stabilised sum.
template <class Part>
NaiveShares naive_proportion(const NaiveSight& seen, Scalar epsilon, const Part& part) {
  NaiveShares shares;
  Scalar sum = part(seen.b);
  for (std::size_t i = 0; i < seen.x.size(); ++i) sum += part(seen.x[i] * seen.w[i]);
  const Scalar denominator = naive_stabilised(sum, epsilon);
  for (std::size_t i = 0; i < seen.x.size(); ++i)
    shares.inputs.push_back(naive_quotient(part(seen.x[i] * seen.w[i]), denominator));
  shares.bias = naive_quotient(part(seen.b), denominator);
  return shares;
}

NaiveRule naive_epsilon(Scalar epsilon);

NaiveRule naive_z_plus(Scalar epsilon);

NaiveRule naive_alpha_beta(Scalar alpha, Scalar beta, Scalar epsilon);

/// Contributions that agree with the sign of z are raised by gamma times themselves.
NaiveRule naive_gamma(Scalar gamma, Scalar epsilon);

NaiveRule naive_z_plus_z_minus(Scalar epsilon);

NaiveRule naive_w_square(Scalar epsilon);

NaiveRule naive_flat(Scalar epsilon);

/// R_i = 3 x_i |w_ji| R_j / s(sum |x_k|) where z_j < 0: a rule that nobody has named.
NaiveRule naive_nameless(Scalar epsilon);
inline const std::string nameless_shares =
    R"([{"coefficient": 3, "gate": "negative", "passes": [{"weight": "absolute", "bias": "none"}],
         "normaliser": [{"input": "absolute", "weight": "ones", "bias": "none"}]}])";

/// A rule by name and by its definition.
struct RuleCase {
  std::string name;
  Choice choice;
  NaiveRule rule;
  ParameterShare parameters;
  Scalar epsilon;

  std::unique_ptr<Rule> make() const { return make_from(rule_entries(), choice, "rule"); }
  Parameters parameter_feedback(const NaiveLayer& layer) const {
    if (parameters == ParameterShare::hebbian) return naive_correlation(layer, 0);
    if (parameters == ParameterShare::oja) return naive_correlation(layer, 1);
    return naive_parameter_feedback(layer, parameters == ParameterShare::own ? rule : naive_epsilon(epsilon));
  }
};

void PrintTo(const RuleCase& rule, std::ostream* stream);

/// Every registered rule, and where weights may get the rule's own share or the epsilon share, both.
std::vector<RuleCase> rule_cases();

}  // namespace lfp::test
