#include "core/optimisers/adam_like.h"

namespace lfp {

OptimiserEntry adam_entry() {
  return {{.name = "adam",
           .label = "Adam",
           .summary = "Momentum, with every parameter's step levelled by the usual size of its feedback",
           .formula = "m ← β₁ m + (1 − β₁) F,  s ← β₂ s + (1 − β₂) F^2,  w ← w + η \\frac{m / (1 − "
                      "β₁^t)}{√(s / (1 − β₂^t)) + ε}",
           .settings = adam_settings(0.0)},
          [](const Settings& settings) { return make_adam(settings, AdamDecay::in_feedback); }};
}

}  // namespace lfp
