#pragma once

#include "core/data/dataset.h"
#include "core/network/network.h"
#include "core/snapshot/boundary_snapshot.h"
#include "core/snapshot/interest.h"
#include "core/snapshot/ledger.h"
#include "core/snapshot/predictions.h"
#include "core/snapshot/sample_snapshot.h"
#include "core/training/backward_pass.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace lfp {

/// Asks a network questions without touching its training: what one sample does in it, and what it predicts
/// over the input plane. Keeps the room it needs between calls; one probe serves all networks of an
/// architecture.
class Probe {
 public:
  /// Sample `interest.sample_index` (clamped) of the split that `interest` names, passed up, and down by
  /// `run`'s method.
  SampleSnapshot sample(const Network& network, const RunSpec& run, const Task& task, const Dataset& dataset,
                        const Interest& interest);

  /// The same for interest.drawn, which has the network's number of inputs; only up where no label is chosen.
  SampleSnapshot drawn(const Network& network, const RunSpec& run, const Task& task,
                       const Interest& interest);
  /// Where the feedback of that sample goes, layer by layer.
  Ledger sample_ledger(const Network& network, const RunSpec& run, const Task& task, const Dataset& dataset,
                       const Interest& interest);
  /// The same for samples of the training set, passed as in training at the step `occasion` (counted from 1),
  /// mean per sample.
  Ledger batch_ledger(const Network& network, const RunSpec& run, const Task& task, const Dataset& dataset,
                      std::span<const std::int32_t> batch, std::uint64_t seed, std::int64_t occasion);
  /// A close look at `item` in that sample; nothing where the network has no such item. Tells of a parameter
  /// only its feedback in the sample.
  std::optional<Inspection> inspect(const Network& network, const RunSpec& run, const Task& task,
                                    const Dataset& dataset, const Interest& interest,
                                    const InspectedItem& item);
  /// What would follow in that sample from each supposition of `look` about its item; nothing where the
  /// layer learns nothing. `spec` is the network's, `learning_rate` the one as it is.
  std::vector<SupposedOutcome> what_if(const Network& network, const NetworkSpec& spec, const RunSpec& run,
                                       const Task& task, const Dataset& dataset, const Interest& interest,
                                       const CloseLook& look, double learning_rate);

  /// Predictions over a square around the data, `resolution` cells a side. For planar data only.
  BoundarySnapshot boundary(const Network& network, const Dataset& dataset, int resolution);

 private:
  enum class Use { up, down, training };
  Trace& trace_for(const Network& network, Index batch, Use use);
  void walk_up(const Network& network, const Task& task, const Interest& interest, Trace& trace,
               SampleSnapshot& result);
  void walk_down(const Network& network, const RunSpec& run, const Task& task, const Targets& targets,
                 Trace& trace, SampleSnapshot& result);
  Trace& pass_sample(const Network& network, const Task& task, const Dataset& dataset,
                     const Interest& interest, BackwardPass& pass, std::size_t block, Parameters* feedback);

  std::map<std::pair<Index, Use>, Trace> traces_;
};

}  // namespace lfp
