#pragma once

#include "core/engine/command.h"

#include <QString>
#include <vector>

namespace lfp {

/// Returns the available speeds, from one phase per second to as fast as possible.
const std::vector<command::SetSpeed>& speeds();
/// Returns the index of the nearest available speed.
int nearest_speed(const command::SetSpeed& speed);
/// Formats a speed: "1 phase/s", "60 steps/s", "max"; short: "60/s".
QString speed_text(const command::SetSpeed& speed, bool is_short = false);

}  // namespace lfp
