#include "core/activations/elementwise.h"

namespace lfp {
namespace {

struct Sign {
  Scalar value(Scalar z) const { return sign_of(z); }
  Scalar slope(Scalar z, Surrogate surrogate) const { return 2 * surrogate_slope(surrogate, z); }
};

}  // namespace

ActivationEntry sign_entry() {
  return {{.name = "sign",
           .label = "Sign",
           .summary = "1 above zero, −1 below, 0 at zero itself",
           .formula = "a = sg(z)",
           .settings = {},
           .tags = {"no derivative"}},
          [](const Settings&) { return std::make_unique<Elementwise<Sign>>(); }};
}

}  // namespace lfp
