#pragma once

#include "core/training/probe.h"
#include "core/training/snapshot.h"
#include "core/training/trainer.h"

namespace lfp {

/// What a run looks like now, with what `interest` asks for.
RunSnapshot make_run_snapshot(Trainer& trainer, const Dataset& dataset, const Interest& interest,
                              Probe& probe);

}  // namespace lfp
