#include "core/activations/elementwise.h"

#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

/// `levels` steps of height 1 / levels, at 1 / levels, 2 / levels ... 1.
struct MultiStep {
  int levels = 4;
  Scalar value(Scalar z) const {
    const auto top = static_cast<Scalar>(levels);
    return std::clamp(std::floor(top * z), Scalar(0), top) / top;
  }
  Scalar slope(Scalar z, Surrogate surrogate) const {
    const auto top = static_cast<Scalar>(levels);
    Scalar sum = 0;
    for (int level = 1; level <= levels; ++level)
      sum += surrogate_slope(surrogate, z - static_cast<Scalar>(level) / top);
    return sum / top;
  }
};

}  // namespace

ActivationEntry multi_step_entry() {
  return {{.name = "multi_step",
           .label = "Quantised ReLU",
           .summary = "Climbs from 0 to 1 in equal steps, as a ReLU that knows only a few values",
           .formula = "a = min(1, max(0, \\frac{floor(L z)}{L}))",
           .settings = {integer_setting("levels", "L", "How many steps lead from 0 to 1", 4, 1, 255)},
           .tags = {"no derivative"}},
          [](const Settings& settings) {
            return std::make_unique<Elementwise<MultiStep>>(
                MultiStep{static_cast<int>(settings.integer("levels"))});
          }};
}

}  // namespace lfp
