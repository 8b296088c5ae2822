#pragma once

#include "core/activations/activation.h"

#include <cmath>
#include <numbers>
#include <type_traits>

namespace lfp {

/// `surrogate_slope` for a surrogate that is known in advance, so that loops over it become vector code.
template <Surrogate Kind>
Scalar surrogate_slope(Scalar distance) {
  constexpr Scalar sharpness = 25;
  if constexpr (Kind == Surrogate::arctan) {
    const Scalar turned = std::numbers::pi_v<Scalar> * distance;
    return 1 / (1 + turned * turned);
  } else if constexpr (Kind == Surrogate::fast_sigmoid) {
    const Scalar root = 1 + sharpness * std::abs(distance);
    return 1 / (root * root);
  } else {
    return Kind == Surrogate::straight_through ? Scalar(1) : Scalar(0);
  }
}

/// Returns use(kind) with the surrogate as a compile-time constant.
template <class Use>
auto with_surrogate(Surrogate surrogate, const Use& use) {
  switch (surrogate) {
    case Surrogate::arctan:
      return use(std::integral_constant<Surrogate, Surrogate::arctan>());
    case Surrogate::fast_sigmoid:
      return use(std::integral_constant<Surrogate, Surrogate::fast_sigmoid>());
    case Surrogate::straight_through:
      return use(std::integral_constant<Surrogate, Surrogate::straight_through>());
    case Surrogate::none:
      break;
  }
  return use(std::integral_constant<Surrogate, Surrogate::none>());
}

}  // namespace lfp
