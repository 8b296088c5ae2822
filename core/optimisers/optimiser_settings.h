#pragma once

#include "core/base/settings.h"

namespace lfp {

/// The settings that optimisers share, so that one that is chosen in place of another keeps them.
SettingInfo learning_rate_setting(double fallback);
SettingInfo momentum_setting();
SettingInfo weight_decay_setting(double fallback = 0.0);
/// What keeps the division by a root mean square finite.
SettingInfo root_epsilon_setting();
/// How much of a running mean is kept from step to step.
SettingInfo decay_rate_setting(std::string name, std::string label, std::string summary, double fallback);

}  // namespace lfp
