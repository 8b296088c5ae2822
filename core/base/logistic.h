#pragma once

#include <cmath>

namespace lfp {

/// The logistic function 1 / (1 + exp(-x)).
template <class Number>
Number logistic(Number x) {
  return 1 / (1 + std::exp(-x));
}

}  // namespace lfp
