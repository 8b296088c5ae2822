#pragma once

#include "widgets/views/network/scene/network_scene.h"

#include <optional>
#include <vector>

namespace lfp {

/// Returns the connections that carry most of a sample's feedback through the selected neuron or connection:
/// up to an output and down to an input. Empty without a sample or a selection; the path ends where weights
/// are unknown.
std::vector<NetworkItem> strongest_path(const Snapshot& snapshot, const NetworkOptions& options,
                                        const NetworkItem& selected);

/// Returns a good first selection: the connection into the second layer on the strongest path from the output
/// with most feedback. Nullopt if the snapshot lacks the sample or some weights.
std::optional<NetworkItem> strongest_connection(const Snapshot& snapshot, const NetworkOptions& options);

}  // namespace lfp
