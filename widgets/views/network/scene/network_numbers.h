#pragma once

#include "core/snapshot/snapshot.h"

namespace lfp {

/// Returns whether the network is small enough to write numbers on its neurons and connections.
bool has_room_for_numbers(const Snapshot& snapshot);

}  // namespace lfp
