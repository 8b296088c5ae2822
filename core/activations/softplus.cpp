#include "core/activations/elementwise.h"

#include <cmath>

namespace lfp {
namespace {

struct Softplus {
  Scalar value(Scalar z) const { return (z > 0 ? z : Scalar(0)) + std::log1p(std::exp(-std::abs(z))); }
  Scalar slope(Scalar z, Scalar /*a*/) const { return 1 / (1 + std::exp(-z)); }
};

}  // namespace

ActivationEntry softplus_entry() {
  return {{.name = "softplus",
           .label = "Softplus",
           .summary = "A ReLU with its corner rounded off, always above 0",
           .formula = "a = ln(1 + e^z)",
           .settings = {}},
          [](const Settings&) { return std::make_unique<Elementwise<Softplus>>(); }};
}

}  // namespace lfp
