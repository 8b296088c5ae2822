#include "core/rules/rule_settings.h"

namespace lfp {

RuleEntry alpha_beta_rule_entry() {
  return {
      {.name = "alpha_beta",
       .label = "LFP-αβ",
       .summary =
           "Positive and negative contributions are normalised apart and weighted by α and −β; α − β is what "
           "remains of the feedback, commonly 1",
       .formula = "R_i = Σ_j (α \\frac{(a_i w_{ji})^+}{Σ_k (a_k w_{jk})^+} − β \\frac{(a_i w_{ji})^−}{Σ_k "
                  "(a_k w_{jk})^−}) R_j",
       .settings = {real_setting("alpha", "α", "Weight of positive contributions", 2.0, 0.0, 10.0),
                    real_setting("beta", "β", "Weight of negative contributions", 1.0, 0.0, 10.0),
                    epsilon_setting(), parameter_share_setting()}},
      [](const Settings& settings) {
        auto rule = std::make_unique<Rule>();
        rule->shares = {{.coefficient = static_cast<Scalar>(settings.real("alpha")),
                         .passes = {{InputPart::positive, WeightPart::positive, BiasPart::positive},
                                    {InputPart::negative, WeightPart::negative, BiasPart::none}},
                         .normaliser = {}},
                        {.coefficient = -static_cast<Scalar>(settings.real("beta")),
                         .passes = {{InputPart::positive, WeightPart::negative, BiasPart::negative},
                                    {InputPart::negative, WeightPart::positive, BiasPart::none}},
                         .normaliser = {}}};
        rule->epsilon = static_cast<Scalar>(settings.real("epsilon"));
        rule->parameter_share = parameter_share_of(settings);
        return rule;
      }};
}

}  // namespace lfp
