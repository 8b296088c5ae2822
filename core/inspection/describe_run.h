#pragma once

#include "core/inspection/boundary_scan.h"
#include "core/inspection/convergence_scan.h"
#include "core/inspection/fit_scan.h"
#include "core/inspection/unit_plane_scan.h"
#include "core/snapshot/histogram.h"
#include "core/snapshot/interest.h"
#include "core/snapshot/layer_snapshot.h"
#include "core/snapshot/run_snapshot.h"
#include "core/training/passed_sample.h"
#include "core/training/trainer.h"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
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

/// Describes one run, time and again; keeps the room that this needs.
class RunDescriber {
 public:
  /// What the run looks like now, with what `interest` asks for. With `may_repeat_weights` the last copy of
  /// large layers' weights may be shown again.
  RunSnapshot describe(Trainer& trainer, const Interest& interest, bool may_repeat_weights);

 private:
  struct SampleName {
    bool is_from_test = false;
    std::int64_t index = 0;
    std::int32_t label = 0;
  };
  static SampleName pass_up_sample(const RunState& state, const Interest& interest, PassedSample& passed);
  void add_sample(const RunState& state, const Interest& interest, RunSnapshot& snapshot);
  void add_drawn(const RunState& state, const Interest& interest, RunSnapshot& snapshot);
  Ledger batch_ledger(const RunState& state);
  PassedSample& room_for_one(const RunState& state);

  std::optional<PassedSample> one_;        // room for a single sample
  std::map<Index, PassedSample> batches_;  // and for batches, by their size
  BoundaryScan boundary_;
  ConvergenceScan convergence_;
  FitScan fit_;
  UnitPlaneScan planes_;
  ShownWeights shown_;
};

}  // namespace lfp
