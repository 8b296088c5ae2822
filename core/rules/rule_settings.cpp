#include "core/rules/rule_settings.h"

namespace lfp {

SettingInfo epsilon_setting() {
  return with_usual_range(
      real_setting("epsilon", "ε", "Keeps quotients finite where a pre-activation is near zero", 1e-6, 0.0,
                   1e3, true),
      1e-9, 1.0);
}

SettingInfo parameter_share_setting(ParameterShare fallback) {
  auto info = choice_setting(
      "parameters", "Weight update uses",
      "Whether weights move by the epsilon share (the method as published last) or by the rule's own "
      "share (as published first)",
      {"epsilon", "own"});
  if (fallback == ParameterShare::own) info.fallback = std::string("own");
  return info;
}

ParameterShare parameter_share_of(const Settings& settings) {
  return settings.text("parameters") == "own" ? ParameterShare::own : ParameterShare::epsilon;
}

std::unique_ptr<Rule> epsilon_rule(const Settings& settings) {
  auto rule = std::make_unique<Rule>();
  rule->shares = {{.passes = {Pass{}}, .normaliser = {}}};
  rule->epsilon = static_cast<Scalar>(settings.real("epsilon"));
  return rule;
}

}  // namespace lfp
