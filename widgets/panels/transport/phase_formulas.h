#pragma once

#include "core/experiment/experiment.h"
#include "core/snapshot/snapshot.h"

#include <QString>

namespace lfp {

/// Returns a phase's formula for the run's method: the feedback function and rule of LFP, or the derivatives
/// of the gradient; for the update including the definition of F.
QString phase_formula(const RunSpec& run, const Phase& phase);

}  // namespace lfp
