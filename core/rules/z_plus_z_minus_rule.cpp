#include "core/rules/rule_settings.h"

namespace lfp {

RuleEntry z_plus_z_minus_rule_entry() {
  return {
      {.name = "z_plus_z_minus",
       .label = "LFP-z+z−",
       .summary =
           "Shares are normalised by the absolute contributions, so feedback can never grow on its way down",
       .formula = "R_i = Σ_j \\frac{sg(z_j) a_i w_{ji}}{Σ_k |a_k w_{jk}| + |b_j| + ε} R_j",
       .settings = {epsilon_setting(), parameter_share_setting()}},
      [](const Settings& settings) {
        auto rule = std::make_unique<Rule>();
        rule->shares = {{.passes = {Pass{}},
                         .normaliser = {{InputPart::absolute, WeightPart::absolute, BiasPart::absolute}},
                         .gate = Gate::sign}};
        rule->epsilon = static_cast<Scalar>(settings.real("epsilon"));
        rule->parameter_share = parameter_share_of(settings);
        return rule;
      }};
}

}  // namespace lfp
