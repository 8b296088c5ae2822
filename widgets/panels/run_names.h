#pragma once

#include "core/training/experiment.h"

#include <string>

namespace lfp {

/// What a run is called unless a person names it: its rule's label ("LFP-ε"), or "Gradient".
std::string usual_run_name(const RunSpec& run);

/// `next` at the place `run` of the experiment. A run that is called after its method is renamed with it;
/// names stay different from one another.
Experiment with_run(Experiment experiment, std::size_t run, RunSpec next);

}  // namespace lfp
