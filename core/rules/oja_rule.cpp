#include "core/rules/rule_settings.h"

namespace lfp {

RuleEntry oja_rule_entry() {
  return {
      {.name = "oja",
       .label = "LFP-Oja",
       .summary = "As LFP-Hebb, but every weight also forgets a part of itself, so that positive feedback "
                  "cannot make it grow for ever; biases stay",
       .formula = "R_i = Σ_j \\frac{a_i w_{ji}}{z_j + ε sg(z_j)} R_j,  Δw_{ji} = |w_{ji}| z_j (a_i − z_j "
                  "w_{ji}) R_j",
       .settings = {epsilon_setting()}},
      [](const Settings& settings) {
        auto rule = epsilon_rule(settings);
        rule->parameter_share = ParameterShare::oja;
        return rule;
      }};
}

}  // namespace lfp
