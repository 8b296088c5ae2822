#include "core/rules/rule_settings.h"

namespace lfp {

RuleEntry gamma_rule_entry() {
  return {{.name = "gamma",
           .label = "LFP-γ",
           .summary = "Contributions that agree with the unit's sign are favoured by γ",
           .formula = "R_i = Σ_j \\frac{a_i (w_{ji} + γ w_{ji}^+)}{Σ_k a_k (w_{jk} + γ w_{jk}^+) + ε} R_j",
           .settings = {with_usual_range(
                            real_setting("gamma", "γ", "How much agreeing contributions are favoured", 0.25,
                                         0.0, 100.0),
                            0.0, 2.0),
                        epsilon_setting(), parameter_share_setting()}},
          [](const Settings& settings) {
            auto rule = std::make_unique<Rule>();
            rule->shares = {
                {.passes = {{InputPart::positive, WeightPart::raised_positive, BiasPart::raised_positive},
                            {InputPart::negative, WeightPart::raised_negative, BiasPart::none}},
                 .normaliser = {},
                 .gate = Gate::positive},
                {.passes = {{InputPart::positive, WeightPart::raised_negative, BiasPart::raised_negative},
                            {InputPart::negative, WeightPart::raised_positive, BiasPart::none}},
                 .normaliser = {},
                 .gate = Gate::negative}};
            rule->gamma = static_cast<Scalar>(settings.real("gamma"));
            rule->epsilon = static_cast<Scalar>(settings.real("epsilon"));
            rule->parameter_share = parameter_share_of(settings);
            return rule;
          }};
}

}  // namespace lfp
