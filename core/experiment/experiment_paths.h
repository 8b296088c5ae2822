#pragma once

#include "core/experiment/experiment.h"

#include <filesystem>

namespace lfp {

/// The same experiment with the paths of its data and weights made absolute, so that it can be saved in
/// another folder.
Experiment with_absolute_paths(const Experiment& experiment);

}  // namespace lfp
