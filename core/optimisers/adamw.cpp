#include "core/optimisers/adam_like.h"

namespace lfp {

OptimiserEntry adamw_entry() {
  return {{.name = "adamw",
           .label = "AdamW",
           .summary = "Adam with a weight decay that is not levelled along with the feedback",
           .formula = "w ← (1 − η λ) w,  then as Adam",
           .settings = adam_settings(0.01)},
          [](const Settings& settings) { return make_adam(settings, AdamDecay::apart); }};
}

}  // namespace lfp
