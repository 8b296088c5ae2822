#pragma once

#include "core/data/dataset.h"
#include "core/network/network.h"
#include "core/training/backward_pass.h"
#include "core/training/snapshot.h"

#include <map>

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

  /// Predictions over a square around the data, `resolution` cells a side. For planar data only.
  BoundarySnapshot boundary(const Network& network, const Dataset& dataset, int resolution);

 private:
  void walk_up(const Network& network, const Task& task, const Interest& interest, Trace& trace,
               SampleSnapshot& result);
  void walk_down(const Network& network, const RunSpec& run, const Task& task, const Targets& targets,
                 Trace& trace, SampleSnapshot& result);
  Trace& trace_for(const Network& network, Index batch, bool to_input);

  std::map<std::pair<Index, bool>, Trace> traces_;
};

}  // namespace lfp
