#pragma once

#include "core/study/study.h"

#include <optional>
#include <string>

namespace lfp {

/// The seconds that one training of the study takes in one thread, from the first steps of one of its cells
/// that exist. None where none of the first cells does.
std::optional<double> seconds_a_training(const Study& study);

/// "about 3 minutes", "about 12 days", "more than 1000 years".
std::string duration_text(double seconds);

}  // namespace lfp
