#include "core/activations/elementwise.h"

namespace lfp {
namespace {

struct Relu {
  Scalar value(Scalar z) const { return z > 0 ? z : Scalar(0); }
  Scalar slope(Scalar z, Scalar /*a*/) const { return z > 0 ? Scalar(1) : Scalar(0); }
};

}  // namespace

ActivationEntry relu_entry() {
  return {{.name = "relu",
           .label = "ReLU",
           .summary = "Passes positive values and switches off the others",
           .formula = "a = max(0, z)",
           .settings = {}},
          [](const Settings&) { return std::make_unique<Elementwise<Relu>>(); }};
}

}  // namespace lfp
