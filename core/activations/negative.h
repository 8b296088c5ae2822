#pragma once

#include "core/activations/elementwise.h"

namespace lfp {

/// -f(z) for the function f of an Elementwise.
template <class Function>
struct Negative {
  Function function{};
  Scalar value(Scalar z) const { return -function.value(z); }
  Scalar slope(Scalar z, Scalar a) const requires(!MadeOfSteps<Function>) { return -function.slope(z, -a); }
  Scalar slope(Scalar z, Surrogate surrogate) const requires MadeOfSteps<Function> {
    return -function.slope(z, surrogate);
  }
};

}  // namespace lfp
