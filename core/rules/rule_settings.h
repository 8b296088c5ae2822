#pragma once

#include "core/rules/rule.h"

namespace lfp {

/// The stabiliser's setting, the same in every rule that has one.
SettingInfo epsilon_setting();
/// Which share moves the parameters, for rules whose own share differs from epsilon's.
SettingInfo parameter_share_setting(ParameterShare fallback = ParameterShare::epsilon);
ParameterShare parameter_share_of(const Settings& settings);
/// One share with one unmasked pass, and the epsilon of the settings.
std::unique_ptr<Rule> epsilon_rule(const Settings& settings);

}  // namespace lfp
