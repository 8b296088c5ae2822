#include "core/activations/activation.h"

#include <cmath>
#include <numbers>

namespace lfp {

Scalar surrogate_slope(Surrogate surrogate, Scalar distance) {
  constexpr Scalar sharpness = 25;
  switch (surrogate) {
    case Surrogate::none:
      return 0;
    case Surrogate::arctan: {
      const Scalar turned = std::numbers::pi_v<Scalar> * distance;
      return 1 / (1 + turned * turned);
    }
    case Surrogate::fast_sigmoid: {
      const Scalar root = 1 + sharpness * std::abs(distance);
      return 1 / (root * root);
    }
    case Surrogate::straight_through:
      return 1;
  }
  return 0;
}

const std::vector<std::string>& surrogate_names() {
  static const std::vector<std::string> names = {"none", "arctan", "fast_sigmoid", "straight_through"};
  return names;
}

}  // namespace lfp
