#include "core/activations/elementwise.h"

namespace lfp {
namespace {

struct LeakyRelu {
  Scalar negative_slope = Scalar(0.01);
  Scalar value(Scalar z) const { return z > 0 ? z : negative_slope * z; }
  Scalar slope(Scalar z, Scalar /*a*/) const { return z > 0 ? Scalar(1) : negative_slope; }
};

}  // namespace

ActivationEntry leaky_relu_entry() {
  return {{.name = "leaky_relu",
           .label = "Leaky ReLU",
           .summary = "Passes positive values and a small part of negative ones",
           .formula = "a = max(z, s z)",
           .settings = {real_setting("negative_slope", "s", "Slope for negative values", 0.01, 0.0, 1.0)}},
          [](const Settings& settings) {
            return std::make_unique<Elementwise<LeakyRelu>>(
                LeakyRelu{static_cast<Scalar>(settings.real("negative_slope"))});
          }};
}

}  // namespace lfp
