#include "core/snapshot/convergence.h"

namespace lfp {

bool Convergence::holds(ConvergenceCondition condition) const {
  switch (condition) {
    case ConvergenceCondition::activations:
      return other_units == 0;
    case ConvergenceCondition::rule:
      return other_rule.empty() && epsilon_change && *epsilon_change <= largest_epsilon_change;
    case ConvergenceCondition::feedback:
      return asymmetry && *asymmetry <= largest_asymmetry;
    case ConvergenceCondition::logits:
      return negative_logits && (!asks_for_non_negative || *negative_logits == 0);
    case ConvergenceCondition::batch:
      return batch == samples;
    case ConvergenceCondition::rate:
      return gain && promised_gain && *promised_gain > 0 && *gain >= least_gain * *promised_gain;
  }
  return false;
}

std::size_t Convergence::broken() const {
  std::size_t count = 0;
  for (std::size_t i = 0; i < convergence_conditions; ++i)
    if (!holds(static_cast<ConvergenceCondition>(i))) ++count;
  return count;
}

}  // namespace lfp
