#include "core/activations/negative.h"

namespace lfp {
namespace {

struct Step {
  Scalar value(Scalar z) const { return z > 0 ? Scalar(1) : Scalar(0); }
  Scalar slope(Scalar z, Surrogate surrogate) const { return surrogate_slope(surrogate, z); }
};

}  // namespace

ActivationEntry step_entry() {
  return {{.name = "step",
           .label = "Step",
           .summary = "On above zero, off otherwise; it has no useful derivative, which LFP does not need",
           .formula = "a = 1 for z > 0, else 0",
           .settings = {},
           .tags = {"no derivative"}},
          [](const Settings&) { return std::make_unique<Elementwise<Step>>(); }};
}

ActivationEntry neg_step_entry() {
  return {{.name = "neg_step",
           .label = "Negative step",
           .summary = "−1 above zero, off otherwise",
           .formula = "a = −1 for z > 0, else 0",
           .settings = {},
           .tags = {"no derivative"}},
          [](const Settings&) { return std::make_unique<Elementwise<Negative<Step>>>(); }};
}

}  // namespace lfp
