#include "core/rules/rule_settings.h"

namespace lfp {

RuleEntry z_plus_rule_entry() {
  return {{.name = "z_plus",
           .label = "LFP-z+",
           .summary = "Only positive contributions get feedback",
           .formula = "R_i = Σ_j \\frac{(a_i w_{ji})^+}{Σ_k (a_k w_{jk})^+ + b_j^+ + ε} R_j",
           .settings = {epsilon_setting(), parameter_share_setting()}},
          [](const Settings& settings) {
            auto rule = std::make_unique<Rule>();
            rule->shares = {{.passes = {{InputPart::positive, WeightPart::positive, BiasPart::positive},
                                        {InputPart::negative, WeightPart::negative, BiasPart::none}},
                             .normaliser = {}}};
            rule->epsilon = static_cast<Scalar>(settings.real("epsilon"));
            rule->parameter_share = parameter_share_of(settings);
            return rule;
          }};
}

}  // namespace lfp
