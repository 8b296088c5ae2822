#pragma once

#include "core/study/axis.h"

namespace lfp {

/// The part of the axis from the place `low` to `high`, which count its values from 0 and need not be whole:
/// a range gets as many values as it had, or as many whole numbers as there are; of a list the values that
/// lie there stay.
Axis narrowed(const Axis& axis, double low, double high);

/// With fewer steps where a range of whole numbers would have the same value twice.
AxisRange without_repeats(AxisRange range);

}  // namespace lfp
