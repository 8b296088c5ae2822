#pragma once

#include "core/rules/rule.h"

namespace lfp {

/// The stabiliser's setting, the same in every rule that has one.
SettingInfo epsilon_setting();
/// Which share moves the parameters, for rules whose own share differs from epsilon's.
SettingInfo parameter_share_setting();
ParameterShare parameter_share_of(const Settings& settings);

}  // namespace lfp
