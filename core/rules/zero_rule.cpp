#include "core/rules/rule.h"

namespace lfp {

RuleEntry zero_rule_entry() {
  return {{.name = "zero",
           .label = "LFP-0",
           .summary =
               "Feedback goes down in exact proportion to contributions; with ReLU it equals |w| times the "
               "gradient's update",
           .formula = "R_i = Σ_j \\frac{a_i w_{ji}}{z_j} R_j",
           .settings = {}},
          [](const Settings&) {
            auto rule = std::make_unique<Rule>();
            rule->shares = {{.passes = {Pass{}}, .normaliser = {}}};
            return rule;
          }};
}

}  // namespace lfp
