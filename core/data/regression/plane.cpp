#include "core/data/regression/regression.h"

namespace lfp {

DatasetEntry plane_entry() {
  Regression plane;
  plane.info.name = "plane";
  plane.info.label = "Plane";
  plane.info.summary = "A tilted plane over two inputs: what a single linear neuron can learn.";
  plane.info.formula = "y = s_1 x_1 + s_2 x_2 + noise,  −1 ≤ x_i < 1";
  plane.info.settings = {
      real_setting("slope_1", "Slope 1", "How steeply the plane rises along the first input.", 1.0, -5.0,
                   5.0),
      real_setting("slope_2", "Slope 2", "How steeply the plane rises along the second input.", -0.5, -5.0,
                   5.0)};
  plane.noise = target_noise(0.1, 1.0);
  plane.inputs = 2;
  plane.value = [](std::span<const double> x, const Settings& settings) {
    return settings.real("slope_1") * x[0] + settings.real("slope_2") * x[1];
  };
  return regression_entry(plane);
}

}  // namespace lfp
