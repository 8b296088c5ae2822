#pragma once

#include "core/experiment/experiment.h"

#include <string>
#include <vector>

namespace lfp {

/// What the experiment asks for in vain, a sentence each, with the path of the setting: rules of single
/// layers that change no weight.
std::vector<std::string> without_effect(const Experiment& experiment);

}  // namespace lfp
