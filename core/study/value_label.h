#pragma once

#include "core/study/axis.h"

#include <cstdint>
#include <string>

namespace lfp {

/// Returns a value of the axis as people read it: "LFP-γ" for the rule named gamma, otherwise its own label.
std::string value_label(const Axis& axis, std::int64_t index);

}  // namespace lfp
