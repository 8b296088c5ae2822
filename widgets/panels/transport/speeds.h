#pragma once

#include "core/engine/command.h"

#include <QString>
#include <vector>

namespace lfp {

/// The speeds on offer, from one phase a second to as fast as the machine allows.
const std::vector<command::SetSpeed>& speeds();
/// The place of the offered speed that is nearest.
int nearest_speed(const command::SetSpeed& speed);
/// "1 phase/s", "60 steps/s", "max"; short: "60/s".
QString speed_text(const command::SetSpeed& speed, bool is_short = false);

}  // namespace lfp
