#pragma once

#include "core/experiment/experiment.h"
#include "core/experiment/with_values.h"

#include <string>
#include <vector>

namespace lfp {

/// Returns the experiment with the changes of a cell, whose order does not matter: a name is set before the
/// settings that belong to it. Two paths exist only here: "network.depth", the number of layers before the
/// last one (repeating the last of them, or dropping all but the first ones), and "network.width", the units
/// of every layer before the last that has units. Throws Error as with_values() does.
Experiment with_changes(const Experiment& experiment, std::vector<ValueChange> changes);

/// Sets a single number at `path` in the settings of a rule, feedback function, optimiser, schedule, layer,
/// activation or data set: the same as with_changes(), but many times faster. Returns false and changes
/// nothing if the path needs with_changes() or the number is not valid there.
bool set_number(Experiment& experiment, const ValueChange& change);

/// Whether set_number() may be able to set this path, whatever else the cell changes in the experiment.
bool is_number_path(const std::string& path);

/// The paths that only studies have: "network.depth", "network.width".
const std::vector<std::string>& study_paths();

}  // namespace lfp
