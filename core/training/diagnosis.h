#pragma once

#include "core/network/network.h"
#include "core/snapshot/divergence.h"
#include "core/training/backward_pass.h"

#include <cstddef>

namespace lfp {

/// A run whose numbers have left the range, as the search for the cause sees it.
struct DivergedRun {
  const Network& network;
  const Trace& trace;
  const BackwardPass& pass;
  bool is_clipped = false;
};

/// The logits are not finite: names the first layer and unit where sums left the range of numbers.
Divergence diagnose_forward(const DivergedRun& run, std::int64_t step);

/// The feedback that arrives at the units of `block` is not finite, or (at the outputs) the logits are beyond
/// help. Names a denominator of the layer that handed it down, if one is to blame.
Divergence diagnose_feedback(const DivergedRun& run, std::size_t block, std::int64_t step);

/// The update of `block` is not finite, or `times` as long as the parameters themselves. Names the weight
/// that would move furthest and, for LFP, a denominator of its neuron, if one is to blame.
Divergence diagnose_update(const DivergedRun& run, std::size_t block, const Parameters& feedback,
                           double times, std::int64_t step);

}  // namespace lfp
