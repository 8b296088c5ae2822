#include "core/rules/rule_settings.h"

namespace lfp {

RuleEntry w_square_rule_entry() {
  return {{.name = "w_square",
           .label = "LFP-w²",
           .summary = "Feedback goes down in proportion to squared weights, whatever the activations",
           .formula = "R_i = Σ_j \\frac{w_{ji}^2}{Σ_k w_{jk}^2 + b_j^2 + ε} R_j",
           .settings = {epsilon_setting()}},
          [](const Settings& settings) {
            auto rule = std::make_unique<Rule>();
            rule->shares = {
                {.passes = {{InputPart::ones, WeightPart::squared, BiasPart::squared}}, .normaliser = {}}};
            rule->epsilon = static_cast<Scalar>(settings.real("epsilon"));
            return rule;
          }};
}

}  // namespace lfp
