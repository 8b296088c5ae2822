#pragma once

#include "core/inspection/probe.h"
#include "core/snapshot/histogram.h"
#include "core/snapshot/interest.h"
#include "core/snapshot/layer_snapshot.h"
#include "core/snapshot/run_snapshot.h"
#include "core/training/trainer.h"

#include <array>
#include <memory>
#include <vector>

namespace lfp {

/// The weights of a run, and the histograms of its layers, as the last snapshots showed them. Copying those
/// of a large layer costs milliseconds, so while training runs a snapshot may show the last copy again.
struct ShownWeights {
  std::vector<std::shared_ptr<const LayerWeights>> layers;
  std::vector<std::vector<std::uint32_t>> flipped_inputs;  ///< of these, LayerSnapshot::flipped_inputs
  std::vector<std::array<std::shared_ptr<const Histogram>, histogram_kinds>> histograms;
  bool may_repeat = false;
};

/// What a run looks like now, with what `interest` asks for.
RunSnapshot make_run_snapshot(Trainer& trainer, const Dataset& dataset, const Interest& interest,
                              Probe& probe, ShownWeights& shown);

}  // namespace lfp
