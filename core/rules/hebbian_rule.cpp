#include "core/rules/rule_settings.h"

namespace lfp {

RuleEntry hebbian_rule_entry() {
  return {
      {.name = "hebbian",
       .label = "LFP-Hebb",
       .summary = "Feedback goes down as by LFP-ε; weights between units that are active together grow where "
                  "the feedback is positive and shrink where it is negative; biases stay",
       .formula = "R_i = Σ_j \\frac{a_i w_{ji}}{z_j + ε sg(z_j)} R_j,  Δw_{ji} = |w_{ji}| a_i z_j R_j",
       .settings = {epsilon_setting()}},
      [](const Settings& settings) {
        auto rule = epsilon_rule(settings);
        rule->parameter_share = ParameterShare::hebbian;
        return rule;
      }};
}

}  // namespace lfp
