#pragma once

#include "core/optimisers/schedule.h"

#include <optional>

namespace lfp {

/// Over how many epochs a schedule stretches; 0 for as long as the experiment lasts.
SettingInfo span_setting();
/// How much of the span is behind, from 0 to 1; nothing where neither the setting nor the experiment has an
/// end.
std::optional<double> done_part(const ScheduleTime& time, std::int64_t epochs);
/// From `from` to `to` along half a cosine wave, level at both ends; `part` from 0 to 1.
double along_cosine(double from, double to, double part);

}  // namespace lfp
