#pragma once

#include "core/network/network.h"
#include "core/snapshot/divergence.h"

#include <cstddef>

namespace lfp {

/// Whoever looks for the cause of a divergence knows of the run:
struct DivergedRun {
  const Network& network;
  const Trace& trace;
  bool by_lfp = true;
  bool is_clipped = false;
};

/// The logits are not finite: names the first layer and unit where sums left the range of numbers.
Divergence diagnose_forward(const DivergedRun& run, std::int64_t step);

/// The feedback that arrives at the units of `block` is not finite, or (at the outputs) the logits are beyond
/// help. Names the denominator nearest to zero in the layer that handed it down.
Divergence diagnose_feedback(const DivergedRun& run, std::size_t block, std::int64_t step);

/// The update of `block` is not finite, or `times` as long as the parameters themselves. Names the weight
/// that would move furthest and, for LFP, the smallest denominator of its neuron.
Divergence diagnose_update(const DivergedRun& run, std::size_t block, const Parameters& feedback,
                           double times, std::int64_t step);

}  // namespace lfp
