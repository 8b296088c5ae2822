#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/controls/health_chip.h"

#include <QString>

namespace lfp {

/// The content of the health chip.
struct HealthReport {
  Health health = Health::stable;
  QString text;        ///< such as "A: Feedback × 40"
  QString short_text;  ///< such as "A: R × 40", for narrow windows
  QString details;     ///< the place and the reason, for the tooltip
  int run = 0;         ///< the run it refers to
  int layer = 0;       ///< from 1; 0 if nothing is wrong
};

/// Reports divergence if any run has diverged; else the worst training_warning() of all runs and its run.
HealthReport health_of(const Snapshot& snapshot);

}  // namespace lfp
