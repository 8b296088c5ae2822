#pragma once

#include "core/snapshot/inspection.h"
#include "widgets/views/network/scene/network_scene.h"

#include <optional>

namespace lfp {

/// Returns the neuron or connection in focus as an item of the picture: a bias becomes its neuron, a
/// connection that is not drawn becomes the neuron where it arrives.
NetworkItem network_item(const Snapshot& snapshot, const InspectedItem& inspected);
/// Returns what an item of the picture puts into focus; nullopt for a caption or no item.
std::optional<InspectedItem> inspected_item(const NetworkItem& item);

/// Returns the unit to which an arrow key (Qt::Key_Left to Qt::Key_Down) moves the selection: the first
/// neuron if nothing is selected. Nullopt if there is no layer.
std::optional<NetworkItem> next_item(const NetworkLayout& layout, const NetworkItem& selected, int key);

}  // namespace lfp
