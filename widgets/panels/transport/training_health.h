#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/controls/health_chip.h"

#include <QString>

namespace lfp {

/// What the health chip says.
struct HealthReport {
  Health health = Health::stable;
  QString text;        ///< "A: Feedback × 40"
  QString short_text;  ///< "A: R × 40", for narrow windows
  QString details;     ///< where and why, for the tooltip
  int run = 0;         ///< that it is about
  int layer = 0;       ///< from 1; 0 where nothing is wrong
};

/// Diverged if any run has; else the worst of training_warning() over all runs, which it names.
HealthReport health_of(const Snapshot& snapshot);

}  // namespace lfp
