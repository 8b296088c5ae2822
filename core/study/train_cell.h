#pragma once

#include "core/data/dataset.h"
#include "core/experiment/experiment.h"
#include "core/study/training_result.h"
#include "core/training/evaluation.h"

#include <memory>
#include <optional>

namespace lfp {

/// Trains all runs of the experiment to its stop, one after the other in this thread: to the same bits as
/// `lfplab train`. Nothing once it has been called off. `target` is the test accuracy that epochs are counted
/// up to. Throws Error where the experiment does not fit together.
std::optional<TrainingResult> train_cell(const std::shared_ptr<const Experiment>& experiment,
                                         const std::shared_ptr<const Dataset>& dataset, double target,
                                         const CalledOff& called_off = {});

}  // namespace lfp
