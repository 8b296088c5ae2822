#pragma once

#include "core/experiment/experiment.h"

#include <string>
#include <vector>

namespace lfp {

/// The settings of the experiment that have no effect, a sentence each with the setting's path: rules of
/// single layers that change no weight.
std::vector<std::string> without_effect(const Experiment& experiment);

}  // namespace lfp
