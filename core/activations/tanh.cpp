#include "core/activations/negative.h"

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

ActivationEntry neg_tanh_entry() {
  return {{.name = "neg_tanh",
           .label = "Negative tanh",
           .summary = "tanh with the other sign: falls from 1 to −1",
           .formula = "a = −tanh(z)",
           .settings = {}},
          [](const Settings&) { return std::make_unique<Elementwise<Negative<Tanh>>>(); }};
}

}  // namespace lfp
