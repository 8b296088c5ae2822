#include "core/activations/elementwise.h"

namespace lfp {
namespace {

struct Step {
  Scalar value(Scalar z) const { return z > 0 ? Scalar(1) : Scalar(0); }
  Scalar slope(Scalar /*z*/, Scalar /*a*/) const { return 0; }
};

}  // namespace

ActivationEntry step_entry() {
  return {{.name = "step",
           .label = "Step",
           .summary = "On above zero, off otherwise; it has no useful derivative, which LFP does not need",
           .formula = "a = 1 for z > 0, else 0",
           .settings = {}},
          [](const Settings&) { return std::make_unique<Elementwise<Step>>(); }};
}

}  // namespace lfp
