#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/controls/health_chip.h"

#include <QString>
#include <cstddef>

namespace lfp {

/// What the health chip says.
struct HealthReport {
  Health health = Health::stable;
  QString text;         ///< "A: feedback × 40"
  QString short_text;   ///< "A: R × 40", for narrow windows
  QString details;      ///< where and why, for the tooltip
  std::size_t run = 0;  ///< whose it is
  int layer = 0;        ///< where, from 1; 0: nowhere in particular
};

/// Of all runs: diverged if any run has; warned where feedback grows on its way down a run with LFP, as it
/// does when pre-activations come close to zero and ε is too small to hold the quotients, or where it
/// vanishes.
HealthReport health_of(const Snapshot& snapshot);

}  // namespace lfp
