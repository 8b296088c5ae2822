#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/controls/health_chip.h"

#include <QString>
#include <QStringList>

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

/// What a report's text can be for several runs, with a large factor: the chip keeps room for these.
QStringList health_texts(bool is_short);

}  // namespace lfp
