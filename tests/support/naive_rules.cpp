#include "tests/support/naive_rules.h"

#include <algorithm>
#include <cmath>

namespace lfp::test {

Scalar naive_stabilised(Scalar z, Scalar epsilon) {
  if (z >= 0) return z + epsilon;
  return z - epsilon;
}

Scalar naive_quotient(Scalar numerator, Scalar denominator) {
  return denominator == 0 ? Scalar(0) : numerator / denominator;
}

Scalar positive(Scalar x) {
  return std::max(x, Scalar(0));
}

Scalar negative(Scalar x) {
  return std::min(x, Scalar(0));
}

NaiveRule naive_epsilon(Scalar epsilon) {
  return [epsilon](const NaiveSight& seen) {
    return naive_proportion(seen, epsilon, [](Scalar contribution) { return contribution; });
  };
}

NaiveRule naive_z_plus(Scalar epsilon) {
  return [epsilon](const NaiveSight& seen) { return naive_proportion(seen, epsilon, positive); };
}

NaiveRule naive_alpha_beta(Scalar alpha, Scalar beta, Scalar epsilon) {
  return [=](const NaiveSight& seen) {
    NaiveShares shares = naive_proportion(seen, epsilon, positive);
    const NaiveShares minus = naive_proportion(seen, epsilon, negative);
    for (std::size_t i = 0; i < shares.inputs.size(); ++i)
      shares.inputs[i] = alpha * shares.inputs[i] - beta * minus.inputs[i];
    shares.bias = alpha * shares.bias - beta * minus.bias;
    return shares;
  };
}

NaiveRule naive_gamma(Scalar gamma, Scalar epsilon) {
  return [=](const NaiveSight& seen) {
    const Scalar z = seen.z();
    if (z == 0) return NaiveShares{.inputs = std::vector<Scalar>(seen.x.size(), 0), .bias = 0};
    return naive_proportion(seen, epsilon, [=](Scalar contribution) {
      return contribution + gamma * (z > 0 ? positive(contribution) : negative(contribution));
    });
  };
}

NaiveRule naive_z_plus_z_minus(Scalar epsilon) {
  return [epsilon](const NaiveSight& seen) {
    Scalar sum = std::abs(seen.b) + epsilon;
    for (std::size_t i = 0; i < seen.x.size(); ++i) sum += std::abs(seen.x[i] * seen.w[i]);
    NaiveShares shares;
    for (std::size_t i = 0; i < seen.x.size(); ++i)
      shares.inputs.push_back(naive_quotient(sign_of(seen.z()) * seen.x[i] * seen.w[i], sum));
    shares.bias = naive_quotient(sign_of(seen.z()) * seen.b, sum);
    return shares;
  };
}

NaiveRule naive_w_square(Scalar epsilon) {
  return [epsilon](NaiveSight seen) {
    seen.x = seen.w;
    seen.b *= seen.b;
    return naive_proportion(seen, epsilon, [](Scalar square) { return square; });
  };
}

NaiveRule naive_flat(Scalar epsilon) {
  return [epsilon](NaiveSight seen) {
    seen.x.assign(seen.x.size(), 1);
    seen.w = seen.x;
    seen.b = 0;
    return naive_proportion(seen, epsilon, [](Scalar one) { return one; });
  };
}

NaiveRule naive_nameless(Scalar epsilon) {
  return [epsilon](const NaiveSight& seen) {
    NaiveShares shares{.inputs = std::vector<Scalar>(seen.x.size(), 0), .bias = 0};
    if (seen.z() >= 0) return shares;
    Scalar sum = 0;
    for (const Scalar x : seen.x) sum += std::abs(x);
    for (std::size_t i = 0; i < seen.x.size(); ++i)
      shares.inputs[i] = naive_quotient(3 * seen.x[i] * std::abs(seen.w[i]), naive_stabilised(sum, epsilon));
    return shares;
  };
}

void PrintTo(const RuleCase& rule, std::ostream* stream) {
  *stream << rule.name;
}

std::vector<RuleCase> rule_cases() {
  std::vector<RuleCase> cases;
  const auto add = [&](const std::string& name,
                       std::initializer_list<std::pair<const char*, SettingValue>> given, NaiveRule rule,
                       ParameterShare parameters, Scalar epsilon = 0.01) {
    Choice choice{.name = name, .settings = {}};
    if (epsilon > 0) choice.settings.set("epsilon", static_cast<double>(epsilon));
    for (const auto& [key, value] : given) choice.settings.set(key, value);
    const bool marked = choice.settings.has("parameters") && parameters == ParameterShare::own;
    cases.push_back({name + (marked ? "_own" : ""), choice, std::move(rule), parameters, epsilon});
  };
  using enum ParameterShare;
  const std::pair<const char*, SettingValue> owns = {"parameters", std::string("own")};
  const std::pair<const char*, SettingValue> share = {"parameters", std::string("epsilon")};
  add("epsilon", {}, naive_epsilon(0.01), epsilon);
  add("zero", {}, naive_epsilon(0), epsilon, 0);
  add("w_square", {}, naive_w_square(0.01), epsilon);
  add("flat", {}, naive_flat(0.01), epsilon);
  add("hebbian", {}, naive_epsilon(0.01), hebbian);
  add("oja", {}, naive_epsilon(0.01), oja);
  for (const bool is_own : {false, true}) {
    const auto& kept = is_own ? owns : share;
    const ParameterShare parameters = is_own ? own : epsilon;
    add("z_plus_z_minus", {kept}, naive_z_plus_z_minus(0.01), parameters);
    add("z_plus", {kept}, naive_z_plus(0.01), parameters);
    add("alpha_beta", {kept, {"alpha", 3.0}, {"beta", 2.0}}, naive_alpha_beta(3, 2, 0.01), parameters);
    add("gamma", {kept, {"gamma", 0.5}}, naive_gamma(0.5, 0.01), parameters);
    add("custom", {kept, {"shares", nameless_shares}}, naive_nameless(0.01), parameters);
  }
  return cases;
}

}  // namespace lfp::test
