#include "core/rules/rule_settings.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <utility>

namespace lfp {
namespace {

/// Far above rounding, so that 1.3 and 0.3 fit, and far below what a person would type.
constexpr double tolerance = 1e-9;

std::string short_number(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.10g", value);
  return text.data();
}

void check_conservation(const Settings& settings, const std::string& place) {
  const double alpha = settings.real("alpha");
  const double beta = settings.real("beta");
  if (!settings.flag("conserving") || std::abs(alpha - beta - 1) <= tolerance) return;
  const std::string remedy =
      alpha >= 1 ? "Set beta to " + short_number(alpha - 1) : "Set alpha to " + short_number(beta + 1);
  throw Error(
      place + ".beta",
      "alpha − beta is " + short_number(alpha - beta) + " and not 1, so that feedback would not be conserved",
      remedy + ", or conserving to false");
}

Preset preset(std::string name, std::string label, double alpha, double beta) {
  Settings settings;
  settings.set("alpha", alpha);
  settings.set("beta", beta);
  return {.name = std::move(name), .label = std::move(label), .settings = std::move(settings)};
}

}  // namespace

RuleEntry alpha_beta_rule_entry() {
  return {
      {.name = "alpha_beta",
       .label = "LFP-αβ",
       .summary =
           "Positive and negative contributions are normalised apart and weighted by α and −β; α − β is what "
           "remains of the feedback, commonly 1",
       .formula = "R_i = Σ_j (α \\frac{(a_i w_{ji})^+}{Σ_k (a_k w_{jk})^+} − β \\frac{(a_i w_{ji})^−}{Σ_k "
                  "(a_k w_{jk})^−}) R_j",
       .settings =
           {with_usual_range(with_usual_range(real_setting("alpha", "α", "Weight of positive contributions",
                                                           2.0, 0.0, 1000.0),
                                              0.0, 5.0),
                             0.0, 10.0),
            with_usual_range(
                with_usual_range(
                    real_setting("beta", "β", "Weight of negative contributions", 1.0, 0.0, 999.0), 0.0, 5.0),
                0.0, 9.0),
            flag_setting("conserving", "Conserving",
                         "Insists on α − β = 1, so that as much feedback leaves a layer as arrives", true),
            epsilon_setting(), parameter_share_setting()},
       .check = check_conservation,
       .presets = {preset("alpha_beta_2_1", "2/1", 2, 1), preset("alpha_beta_1_0", "1/0", 1, 0)}},
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
