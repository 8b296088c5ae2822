#pragma once

#include "core/experiment/experiment.h"
#include "core/study/training_result.h"
#include "core/training/evaluation.h"
#include "core/training/materials.h"

#include <memory>
#include <optional>

namespace lfp {

/// Trains all runs of the experiment to its stop, one after the other in this thread: to the same bits as
/// `lfplab train`. Nothing once it has been called off. `target` is the test accuracy that epochs are counted
/// up to. Throws Error where the experiment does not fit together.
std::optional<TrainingResult> train_cell(const std::shared_ptr<const Experiment>& experiment,
                                         const Materials& materials, double target,
                                         const CalledOff& called_off = {});

}  // namespace lfp
