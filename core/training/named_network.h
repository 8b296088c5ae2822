#pragma once

#include "core/experiment/with_values.h"

#include <span>
#include <vector>

namespace lfp {

/// The same changes with `network=NAME`, a known architecture, spelled out for the data that the experiment
/// has after the changes; its runs lose their rules of single layers. Throws Error where the name is not
/// known, the data cannot be loaded, or the network does not fit them.
std::vector<ValueChange> with_named_network(const Experiment& experiment,
                                            std::span<const ValueChange> changes);

}  // namespace lfp
