#include "core/data/toys/toy.h"

#include <cmath>

namespace lfp {
namespace {

/// Arm j starts at angle 4j; the noise turns a point instead of moving it, so the arms fray outwards.
Point swirl_point(const PointPlace& place, const Settings& settings, Random& random) {
  const double radius =
      place.count > 1 ? static_cast<double>(place.index) / static_cast<double>(place.count - 1) : 0.0;
  const double angle = 4.0 * place.label + 4.0 * radius + settings.real("noise") * random.normal();
  return {radius * std::sin(angle), radius * std::cos(angle)};
}

}  // namespace

DatasetEntry swirls_entry() {
  Toy toy;
  toy.info.name = "swirls";
  toy.info.label = "Swirls";
  toy.info.summary = "Arms that all start at the very centre and fray outwards.";
  toy.info.formula = "φ = 4 j + 4 r + noise,  (x_1, x_2) = (r sin φ, r cos φ),  0 ≤ r ≤ 1";
  toy.noise = real_setting("noise", "Noise", "The deviation of the Gaussian noise on the angle, in radians.",
                           0.2, 0.0, 1.0);
  toy.classes = 3;
  toy.most_classes = 6;
  toy.point = swirl_point;
  return toy_entry(toy);
}

}  // namespace lfp
