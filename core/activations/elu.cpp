#include "core/activations/elementwise.h"

#include <cmath>

namespace lfp {
namespace {

struct Elu {
  Scalar alpha = 1;
  Scalar value(Scalar z) const { return z > 0 ? z : alpha * std::expm1(z); }
  Scalar slope(Scalar z, Scalar a) const { return z > 0 ? Scalar(1) : a + alpha; }
};

}  // namespace

ActivationEntry elu_entry() {
  return {{.name = "elu",
           .label = "ELU",
           .summary = "Passes positive values and saturates smoothly for negative ones",
           .formula = "a = z for z > 0, else α (e^z − 1)",
           .settings = {real_setting("alpha", "α", "Where negative values saturate", 1.0, 0.0, 10.0)}},
          [](const Settings& settings) {
            return std::make_unique<Elementwise<Elu>>(Elu{static_cast<Scalar>(settings.real("alpha"))});
          }};
}

}  // namespace lfp
