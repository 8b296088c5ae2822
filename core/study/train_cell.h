#pragma once

#include "core/experiment/experiment.h"
#include "core/study/training_result.h"
#include "core/training/evaluation.h"
#include "core/training/materials.h"

#include <memory>
#include <optional>

namespace lfp {

/// What is wanted of a training beside its final numbers.
struct CellMeasures {
  double target = 1;              ///< test accuracy that epochs are counted up to
  bool curves_of_layers = false;  ///< points of curves have numbers for each layer
};

/// Trains all runs of the experiment to its stop, one after the other in this thread: to the same bits as
/// `lfplab train`. Nothing once it has been called off. Throws Error where the experiment does not fit
/// together.
std::optional<TrainingResult> train_cell(const std::shared_ptr<const Experiment>& experiment,
                                         const Materials& materials, const CellMeasures& measures,
                                         const CalledOff& called_off = {});

}  // namespace lfp
