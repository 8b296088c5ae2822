#include "core/activations/elementwise.h"

namespace lfp {
namespace {

struct HardSigmoid {
  Scalar value(Scalar z) const { return z <= -3 ? Scalar(0) : z >= 3 ? Scalar(1) : z / 6 + Scalar(0.5); }
  Scalar slope(Scalar z, Scalar /*a*/) const { return z > -3 && z < 3 ? Scalar(1) / 6 : Scalar(0); }
};

}  // namespace

ActivationEntry hard_sigmoid_entry() {
  return {{.name = "hard_sigmoid",
           .label = "Hard sigmoid",
           .summary = "A sigmoid made of three straight lines: 0 up to −3, 1 from 3 on",
           .formula = "a = min(1, max(0, \\frac{z}{6} + \\frac{1}{2}))",
           .settings = {}},
          [](const Settings&) { return std::make_unique<Elementwise<HardSigmoid>>(); }};
}

}  // namespace lfp
