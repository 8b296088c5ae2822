#pragma once

#include "widgets/views/network/scene/network_scene.h"

#include <optional>
#include <vector>

namespace lfp {

/// The connections along which most of a sample's feedback runs through the selected neuron or connection: up
/// to an output and down to an input. Empty without a sample or a selection; it ends where weights are not
/// known.
std::vector<NetworkItem> strongest_path(const Snapshot& snapshot, const NetworkOptions& options,
                                        const NetworkItem& selected);

/// Where to begin: on the strongest path from the output with most feedback, the connection into the second
/// layer. Nothing where the snapshot has no sample or not all weights.
std::optional<NetworkItem> strongest_connection(const Snapshot& snapshot, const NetworkOptions& options);

}  // namespace lfp
