#pragma once

#include "core/data/dataset.h"
#include "core/experiment/experiment.h"
#include "core/lockstep/lockstep.h"
#include "tests/support/specs.h"

#include <memory>

namespace lfp::test {

/// Two spirals, 2-12-12-2, LFP-epsilon beside the gradient; small enough to train in a test.
Experiment small_experiment(std::uint64_t seed = 3);

std::shared_ptr<const Dataset> dataset_of(const Experiment& experiment);

RunSpec slower(RunSpec spec);

RunSpec with_adam(RunSpec spec);

Lockstep start(const Experiment& experiment, RecordOptions record = {});

}  // namespace lfp::test
