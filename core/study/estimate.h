#pragma once

#include "core/study/study.h"

#include <optional>
#include <string>

namespace lfp {

/// Estimates the seconds that one training of the study takes in one thread, from the first steps of one of
/// its cells. Returns nothing if none of the first few cells is a valid experiment.
std::optional<double> seconds_a_training(const Study& study);

/// Returns a duration as text: "about 3 minutes", "about 12 days", "more than 1000 years".
std::string duration_text(double seconds);

}  // namespace lfp
