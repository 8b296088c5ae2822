#pragma once

#include "core/snapshot/snapshot.h"

namespace lfp {

/// Whether the network is so small that numbers can be written on its neurons and connections.
bool has_room_for_numbers(const Snapshot& snapshot);

}  // namespace lfp
