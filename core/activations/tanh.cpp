#include "core/activations/elementwise.h"

#include <cmath>

namespace lfp {
namespace {

struct Tanh {
  Scalar value(Scalar z) const { return std::tanh(z); }
  Scalar slope(Scalar /*z*/, Scalar a) const { return 1 - a * a; }
};

}  // namespace

ActivationEntry tanh_entry() {
  return {{.name = "tanh",
           .label = "tanh",
           .summary = "Saturates smoothly at −1 and 1",
           .formula = "a = tanh(z)",
           .settings = {}},
          [](const Settings&) { return std::make_unique<Elementwise<Tanh>>(); }};
}

}  // namespace lfp
