#include "core/rules/rule_settings.h"

namespace lfp {

RuleEntry flat_rule_entry() {
  return {
      {.name = "flat",
       .label = "LFP-flat",
       .summary = "Feedback is spread evenly over the inputs",
       .formula = "R_i = Σ_j \\frac{1}{Σ_k 1 + ε} R_j",
       .settings = {epsilon_setting()}},
      [](const Settings& settings) {
        auto rule = std::make_unique<Rule>();
        rule->shares = {{.passes = {{InputPart::ones, WeightPart::ones, BiasPart::none}}, .normaliser = {}}};
        rule->epsilon = static_cast<Scalar>(settings.real("epsilon"));
        return rule;
      }};
}

}  // namespace lfp
