#include "core/optimisers/optimiser_settings.h"

#include <utility>

namespace lfp {

SettingInfo learning_rate_setting(double fallback) {
  return with_usual_range(
      real_setting("learning_rate", "Learning rate", "Length of a step, η", fallback, 0.0, 1e12, true), 1e-4,
      10.0);
}

SettingInfo momentum_setting() {
  return real_setting("momentum", "Momentum", "How much of the last step is kept, μ", 0.0, 0.0, 0.9999);
}

SettingInfo weight_decay_setting(double fallback) {
  return with_usual_range(
      real_setting("weight_decay", "Weight decay", "How strongly every parameter is pulled towards zero, λ",
                   fallback, 0.0, 1e3, true),
      1e-6, 0.1);
}

SettingInfo root_epsilon_setting() {
  return with_usual_range(
      real_setting("epsilon", "ε", "Keeps the step finite where feedback has been near zero so far", 1e-8,
                   1e-30, 1e3, true),
      1e-10, 0.1);
}

SettingInfo decay_rate_setting(std::string name, std::string label, std::string summary, double fallback) {
  return with_usual_range(
      real_setting(std::move(name), std::move(label), std::move(summary), fallback, 0.0, 0.999999), 0.5,
      0.9999);
}

}  // namespace lfp
