#pragma once

#include "core/snapshot/snapshot.h"

#include <cstdint>

namespace lfp {

/// The furthest step that anything is known of: the present one, or after going back, one that lies ahead.
std::int64_t known_steps(const Snapshot& snapshot);
/// The same of one run.
std::int64_t known_steps(const Snapshot& snapshot, const RunSnapshot& run);

}  // namespace lfp
