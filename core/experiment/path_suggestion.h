#pragma once

#include "core/experiment/experiment.h"

#include <string>

namespace lfp {

/// The path to a value of the experiment that `path`, spelled out as in messages, is most likely meant to be:
/// "runs[0].rule.epsilon" for "runs[0].epsilon" or "run[0].rule.epsilom". "" where none is near.
std::string nearest_path(const std::string& path, const Experiment& experiment);

}  // namespace lfp
