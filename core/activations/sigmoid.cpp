#include "core/activations/elementwise.h"

#include <cmath>

namespace lfp {
namespace {

struct Sigmoid {
  Scalar value(Scalar z) const { return 1 / (1 + std::exp(-z)); }
  Scalar slope(Scalar /*z*/, Scalar a) const { return a * (1 - a); }
};

}  // namespace

ActivationEntry sigmoid_entry() {
  return {{.name = "sigmoid",
           .label = "Sigmoid",
           .summary = "Saturates smoothly at 0 and 1",
           .formula = "a = \\frac{1}{1 + e^{−z}}",
           .settings = {}},
          [](const Settings&) { return std::make_unique<Elementwise<Sigmoid>>(); }};
}

}  // namespace lfp
