#pragma once

#include "core/snapshot/snapshot.h"

#include <cstdint>

namespace lfp {

/// The furthest known step: the present one, or after going back, one that lies ahead.
std::int64_t known_steps(const Snapshot& snapshot);
/// The same for one run.
std::int64_t known_steps(const Snapshot& snapshot, const RunSnapshot& run);

}  // namespace lfp
