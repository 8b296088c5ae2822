#include "core/activations/elementwise.h"

#include <cmath>

namespace lfp {
namespace {

/// To an automatic differentiator the slope is 1 everywhere: it does not see the jumps.
struct Sawtooth {
  Scalar value(Scalar z) const { return z - std::floor(z); }
  Scalar slope(Scalar /*z*/, Scalar /*a*/) const { return 1; }
};

}  // namespace

ActivationEntry sawtooth_entry() {
  return {{.name = "sawtooth",
           .label = "Sawtooth",
           .summary = "Climbs from 0 to 1 and falls back at every whole number, where it has no derivative",
           .formula = "a = z − floor(z)",
           .settings = {},
           .tags = {"no derivative"}},
          [](const Settings&) { return std::make_unique<Elementwise<Sawtooth>>(); }};
}

}  // namespace lfp
