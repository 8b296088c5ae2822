#include "core/activations/elementwise.h"

#include <cmath>

namespace lfp {
namespace {

struct Silu {
  Scalar value(Scalar z) const { return z / (1 + std::exp(-z)); }
  Scalar slope(Scalar z, Scalar a) const {
    const Scalar gate = 1 / (1 + std::exp(-z));
    return gate + a * (1 - gate);
  }
};

}  // namespace

ActivationEntry silu_entry() {
  return {{.name = "silu",
           .label = "SiLU",
           .summary = "The value times its own sigmoid",
           .formula = "a = \\frac{z}{1 + e^{−z}}",
           .settings = {}},
          [](const Settings&) { return std::make_unique<Elementwise<Silu>>(); }};
}

}  // namespace lfp
