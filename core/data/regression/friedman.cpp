#include "core/data/regression/regression.h"

#include <cmath>
#include <numbers>

namespace lfp {

/// Friedman #1 (J. H. Friedman, Multivariate Adaptive Regression Splines, Annals of Statistics 19, 1991).
DatasetEntry friedman_entry() {
  Regression friedman;
  friedman.info.name = "friedman";
  friedman.info.label = "Friedman";
  friedman.info.summary =
      "Ten inputs of which only five matter, in a product, a parabola and two lines: the regression "
      "benchmark.";
  friedman.info.formula = "y = 10 sin(π x_1 x_2) + 20 (x_3 − 0.5)^2 + 10 x_4 + 5 x_5 + noise,  0 ≤ x_i < 1";
  friedman.noise = target_noise(1.0, 10.0);
  friedman.inputs = 10;
  friedman.lowest = 0.0;
  friedman.normalise = "per_feature";
  friedman.value = [](std::span<const double> x, const Settings& /*settings*/) {
    return 10.0 * std::sin(std::numbers::pi * x[0] * x[1]) + 20.0 * (x[2] - 0.5) * (x[2] - 0.5) +
           10.0 * x[3] + 5.0 * x[4];
  };
  return regression_entry(friedman);
}

}  // namespace lfp
