#pragma once

#include "core/rules/rule.h"
#include "core/training/experiment.h"

#include <optional>
#include <vector>

namespace lfp {

/// The terms of one neuron, as they are or as someone would like them to be.
struct WhatIfTerms {
  std::vector<double> activations;  ///< a_i
  std::vector<double> weights;      ///< w_ji, as many
  double bias = 0;
  double feedback = 0;            ///< R_j; for the gradient z_j times the negative derivative of the loss
  std::optional<double> epsilon;  ///< instead of the rule's own
  double learning_rate = 0;
};

/// What follows from them.
struct WhatIf {
  double pre_activation = 0;   ///< z_j
  std::vector<double> shares;  ///< R_(i<-j)
  double bias_share = 0;
  double rest = 0;              ///< what ε, the rule or a unit with nothing to share by keeps
  std::vector<double> updates;  ///< dw_ji of this sample alone: learning rate times what the rule gives
  double bias_update = 0;
};

/// The rule that a run with LFP has for a layer (from 0).
Rule rule_of(const RunSpec& run, int layer);
/// The ε of that rule; nothing for a gradient run or a rule without.
std::optional<double> epsilon_of(const RunSpec& run, int layer);
/// Asks the run's own way down, on a dense layer of a single unit with those terms. No run is touched.
WhatIf what_if(const RunSpec& run, int layer, const WhatIfTerms& terms);

}  // namespace lfp
