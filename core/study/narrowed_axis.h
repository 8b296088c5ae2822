#pragma once

#include "core/study/axis.h"

namespace lfp {

/// Returns the part of the axis from place `low` to `high`, which count its values from 0 and may be
/// fractional. A range keeps its number of values, or gets as many as there are whole numbers; a list keeps
/// the values that lie within.
Axis narrowed(const Axis& axis, double low, double high);

/// Reduces the number of steps if a range of whole numbers would repeat a value.
AxisRange without_repeats(AxisRange range);

}  // namespace lfp
