#include "core/rules/rule_settings.h"

namespace lfp {

RuleEntry epsilon_rule_entry() {
  return {{.name = "epsilon",
           .label = "LFP-ε",
           .summary = "Feedback goes down in proportion to contributions; ε keeps the quotients finite",
           .formula = "R_i = Σ_j \\frac{a_i w_{ji}}{z_j + ε sg(z_j)} R_j",
           .settings = {epsilon_setting()}},
          epsilon_rule};
}

}  // namespace lfp
