#pragma once

#include "core/experiment/experiment.h"
#include "core/snapshot/snapshot.h"

#include <QString>

namespace lfp {

/// The formula of a phase as a run's own method has it: the feedback function and rule of LFP, the
/// derivatives of the gradient; the update with what F is in it.
QString phase_formula(const RunSpec& run, const Phase& phase);

}  // namespace lfp
