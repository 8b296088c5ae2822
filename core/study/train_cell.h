#pragma once

#include "core/experiment/experiment.h"
#include "core/study/training_result.h"
#include "core/training/evaluation.h"
#include "core/training/materials.h"

#include <memory>
#include <optional>

namespace lfp {

/// What to measure in a training besides the final numbers.
struct CellMeasures {
  double target = 1;              ///< test accuracy for counting the epochs to the target
  bool curves_of_layers = false;  ///< points of curves hold numbers for each layer
};

/// Trains all runs of the experiment until they stop, one after the other in the calling thread, with results
/// bit-identical to `lfplab train`. Returns nothing if it was cancelled. Throws Error if the parts of the
/// experiment are incompatible.
std::optional<TrainingResult> train_cell(const std::shared_ptr<const Experiment>& experiment,
                                         const Materials& materials, const CellMeasures& measures,
                                         const CalledOff& called_off = {});

}  // namespace lfp
