#include "core/rules/rule_settings.h"

namespace lfp {

RuleEntry epsilon_rule_entry() {
  return {{.name = "epsilon",
           .label = "LFP-ε",
           .summary = "Feedback goes down in proportion to contributions; ε keeps the quotients finite",
           .formula = "R_i = Σ_j \\frac{a_i w_{ji}}{z_j + ε sg(z_j)} R_j",
           .settings = {epsilon_setting()}},
          [](const Settings& settings) {
            auto rule = std::make_unique<Rule>();
            rule->shares = {{.passes = {Pass{}}, .normaliser = {}}};
            rule->epsilon = static_cast<Scalar>(settings.real("epsilon"));
            return rule;
          }};
}

}  // namespace lfp
