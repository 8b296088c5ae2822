#pragma once

#include "core/experiment/experiment.h"
#include "widgets/editing/data_facts.h"

#include <cstdint>
#include <optional>

namespace lfp {

/// About how many bytes training the experiment takes, its data apart: all runs' parameters a few times over
/// (as they are, their feedback, the optimiser's memory, their signs, and a key frame to go back to), and
/// what a batch leaves at the layers. Nothing where the network does not fit the data.
std::optional<std::uint64_t> needed_memory(const Experiment& experiment, const DataFacts& facts);

}  // namespace lfp
