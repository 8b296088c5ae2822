#include "core/data/regression/regression.h"

#include <cmath>
#include <numbers>

namespace lfp {

DatasetEntry sine_entry() {
  Regression sine;
  sine.info.name = "sine";
  sine.info.label = "Sine";
  sine.info.summary = "A wave over one input, to be learnt from noisy samples.";
  sine.info.formula = "y = sin(π · periods · x) + noise,  −1 ≤ x < 1";
  sine.info.settings = {
      real_setting("periods", "Periods", "How many waves there are from x = −1 to x = 1.", 1.5, 0.25, 10.0)};
  sine.noise = target_noise(0.1, 1.0);
  sine.value = [](std::span<const double> x, const Settings& settings) {
    return std::sin(std::numbers::pi * settings.real("periods") * x[0]);
  };
  return regression_entry(sine);
}

}  // namespace lfp
