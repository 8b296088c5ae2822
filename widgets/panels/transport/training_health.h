#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/controls/health_chip.h"

#include <QString>

namespace lfp {

/// What the health chip says.
struct HealthReport {
  Health health = Health::stable;
  QString text;        ///< "Feedback × 40"
  QString short_text;  ///< "R × 40", for narrow windows
  QString details;     ///< where and why, for the tooltip
};

/// Diverged if any run has; warned where feedback grows on its way down a run with LFP, as it does when
/// pre-activations come close to zero and ε is too small to hold the quotients, or where it vanishes.
HealthReport health_of(const Snapshot& snapshot);

}  // namespace lfp
