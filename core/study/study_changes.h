#pragma once

#include "core/experiment/experiment.h"
#include "core/experiment/with_values.h"

#include <string>
#include <vector>

namespace lfp {

/// The experiment with the changes that a cell makes. Their order does not matter: a name is set before the
/// settings that it brings. Two paths are known here alone: "network.depth", the number of layers before the
/// last one, of which the last is repeated or all but the first ones dropped, and "network.width", the units
/// of every layer before the last that has units. Throws Error as with_values() does.
Experiment with_changes(const Experiment& experiment, std::vector<ValueChange> changes);

/// Sets one number that stands at `path` among the settings of a rule, a feedback function, an optimiser, a
/// schedule, a layer, an activation or the data: the same as with_changes() and many times as fast. False,
/// changing nothing, where that is not how it is to be set or the number does not fit.
bool set_number(Experiment& experiment, const ValueChange& change);

/// Whether set_number() may be able to set what is there, whatever the cell has made of the experiment.
bool is_number_path(const std::string& path);

/// "network.depth", "network.width".
const std::vector<std::string>& study_paths();

}  // namespace lfp
