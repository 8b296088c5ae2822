#pragma once

#include "core/snapshot/intervention.h"

namespace lfp {

/// What a person can do to a run: give it other settings, teach it, edit one of its parameters, prune it.
using RunChange = decltype(Intervention::what);

}  // namespace lfp
