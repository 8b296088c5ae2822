#include "core/data/toys/toy.h"

#include <cmath>
#include <numbers>

namespace lfp {
namespace {

/// Arm j of k starts at angle 2πj/k near the centre and winds outwards. The square root spreads the points
/// evenly along the arm, whose length grows with its radius.
Point spiral_point(const PointPlace& place, const Settings& settings, Random& random) {
  constexpr double inner_radius = 0.1;
  constexpr double outer_radius = 1.4;
  const double along = std::sqrt(random.uniform());
  const double radius = inner_radius + (outer_radius - inner_radius) * along;
  const double start = static_cast<double>(place.label) / place.classes;
  const double angle = 2.0 * std::numbers::pi * (start + settings.real("turns") * along);
  return with_noise({radius * std::cos(angle), radius * std::sin(angle)}, settings.real("noise"), random);
}

}  // namespace

DatasetEntry spirals_entry() {
  Toy toy;
  toy.info.name = "spirals";
  toy.info.label = "Spirals";
  toy.info.summary = "Arms that wind around one another: the classic that no straight line can separate.";
  toy.info.formula =
      "r = 0.1 + 1.3 t,  φ = 2π(\\frac{j}{k} + turns · t),  (x_1, x_2) = (r cos φ, r sin φ) + noise";
  toy.info.settings = {
      real_setting("turns", "Turns", "How often an arm winds around the centre.", 1.0, 0.25, 3.0)};
  toy.noise = position_noise(0.1);
  toy.most_classes = 6;
  toy.point = spiral_point;
  return toy_entry(toy);
}

}  // namespace lfp
