#pragma once

#include "core/snapshot/inspection.h"
#include "widgets/views/network/scene/network_scene.h"

#include <optional>

namespace lfp {

/// The neuron or connection in focus as an item of the picture: for a bias its neuron, for a connection that
/// is not drawn the neuron where it arrives.
NetworkItem network_item(const Snapshot& snapshot, const InspectedItem& inspected);
/// What an item of the picture puts into focus; nothing for a caption and for no item.
std::optional<InspectedItem> inspected_item(const NetworkItem& item);

/// The unit to which an arrow key (Qt::Key_Left to Qt::Key_Down) moves the selection: the first neuron if
/// nothing is selected. Nothing where there is no layer.
std::optional<NetworkItem> next_item(const NetworkLayout& layout, const NetworkItem& selected, int key);

}  // namespace lfp
