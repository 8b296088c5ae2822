#include "core/activations/negative.h"

namespace lfp {
namespace {

struct Relu {
  Scalar value(Scalar z) const { return z > 0 ? z : Scalar(0); }
  Scalar slope(Scalar z, Scalar /*a*/) const { return z > 0 ? Scalar(1) : Scalar(0); }
};

/// ReLU of -z.
struct InnerNegativeRelu {
  Scalar value(Scalar z) const { return z < 0 ? -z : Scalar(0); }
  Scalar slope(Scalar z, Scalar /*a*/) const { return z < 0 ? Scalar(-1) : Scalar(0); }
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

ActivationEntry neg_relu_entry() {
  return {{.name = "neg_relu",
           .label = "Negative ReLU",
           .summary = "ReLU with the other sign: positive values become negative, the others are off",
           .formula = "a = −max(0, z)",
           .settings = {}},
          [](const Settings&) { return std::make_unique<Elementwise<Negative<Relu>>>(); }};
}

ActivationEntry neg_inner_relu_entry() {
  return {{.name = "neg_inner_relu",
           .label = "ReLU of −z",
           .summary = "Passes negative values as positive ones and switches off the others",
           .formula = "a = max(0, −z)",
           .settings = {}},
          [](const Settings&) { return std::make_unique<Elementwise<InnerNegativeRelu>>(); }};
}

}  // namespace lfp
