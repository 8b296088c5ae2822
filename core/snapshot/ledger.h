#pragma once

#include <vector>

namespace lfp {

/// Where the feedback that arrives at one layer's units goes, summed over the units (and positions and time
/// steps), as a mean per sample:
///     arriving = passed_on + past_block + bias_share + epsilon_leak + off_units + rule.
/// A negative part adds feedback instead of taking it away. With R_j arriving at unit j, z_j its
/// pre-activation, s(z) = z + ε for z >= 0 and z − ε below:
/// * passed_on: Σ_i R_i, the feedback that leaves at the layer's inputs;
/// * past_block: the feedback that a residual sum sends past its block, to the block's input;
/// * bias_share: what the biases keep; for LFP-ε Σ_j b_j R_j / s(z_j), otherwise as the rule assigns it;
/// * epsilon_leak: what would also be passed on (or kept by biases) if ε were 0; for LFP-ε
///   Σ_j R_j ε / (|z_j| + ε);
/// * off_units: R_j of units whose denominators are all 0, so that they cannot pass anything on;
/// * rule: the remainder, the rule's own gain or loss (what z+z− removes, what batch statistics keep);
///   exactly 0 for LFP-ε, LFP-0 and the gradient in linear layers, where the other parts are exact.
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

/// One row per layer, starting with the lowest.
using Ledger = std::vector<LedgerRow>;

}  // namespace lfp
