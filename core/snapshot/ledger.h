#pragma once

#include <vector>

namespace lfp {

/// Where the feedback that arrives at one layer's units goes; summed over the units (and positions, and time
/// steps), mean per sample:
///     arriving = passed_on + past_block + bias_share + epsilon_leak + off_units + rule.
/// A part may be negative: then it gives back instead of taking. With R_j arriving at unit j, z_j its
/// pre-activation, s(z) = z + ε for z >= 0, z − ε below:
/// * passed_on: Σ_i R_i, what leaves at the layer's inputs;
/// * past_block: what a residual sum sends past its block, to where the block begins;
/// * bias_share: what the biases keep; by LFP-ε Σ_j b_j R_j / s(z_j), by other rules their own passes of it;
/// * epsilon_leak: what would be handed on (or kept by biases) besides if ε were 0; by LFP-ε
///   Σ_j R_j ε / (|z_j| + ε);
/// * off_units: R_j of units with nothing to share by, every denominator 0: they can hand nothing on;
/// * rule: what remains, the rule's own gain or loss (what z+z− takes away, what batch statistics keep);
///   exactly 0 for LFP-ε, LFP-0 and the gradient in linear layers, where all else is told exactly.
/// For the gradient, feedback is z times the negative derivative of the loss.
struct LedgerRow {
  double arriving = 0;
  double passed_on = 0;
  double past_block = 0;
  double bias_share = 0;
  double epsilon_leak = 0;
  double off_units = 0;
  double rule = 0;
};

/// One row a layer, from the lowest on.
using Ledger = std::vector<LedgerRow>;

}  // namespace lfp
