#pragma once

#include "widgets/style/theme.h"

namespace lfp {

/// Fills in the colours and pens of `theme.kind` and `theme.scales`.
void set_colours(Theme& theme);

}  // namespace lfp
