#pragma once

#include "core/experiment/experiment.h"

#include <cstdint>
#include <optional>

namespace lfp {

/// The step at which training ends: where the first of its limits is met. None where it has no limit.
std::optional<std::int64_t> last_step(const StopSpec& stop, std::int64_t batches_per_epoch);

}  // namespace lfp
