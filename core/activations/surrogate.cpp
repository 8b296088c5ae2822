#include "core/activations/surrogate.h"

namespace lfp {

Scalar surrogate_slope(Surrogate surrogate, Scalar distance) {
  return with_surrogate(surrogate, [distance](auto kind) { return surrogate_slope<kind()>(distance); });
}

const std::vector<std::string>& surrogate_names() {
  static const std::vector<std::string> names = {"none", "arctan", "fast_sigmoid", "straight_through"};
  return names;
}

}  // namespace lfp
