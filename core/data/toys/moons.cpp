#include "core/data/toys/toy.h"

#include <cmath>
#include <numbers>

namespace lfp {
namespace {

/// The upper half of the unit circle around (-0.5, -0.25) and the lower half of the one around (0.5, 0.25).
Point moon_point(const PointPlace& place, const Settings& settings, Random& random) {
  const double side = place.label == 0 ? 1.0 : -1.0;
  const double angle = std::numbers::pi * random.uniform();
  const Point point{side * (std::cos(angle) - 0.5), side * (std::sin(angle) - 0.25)};
  return with_noise(point, settings.real("noise"), random);
}

}  // namespace

DatasetEntry moons_entry() {
  Toy toy;
  toy.info.name = "moons";
  toy.info.label = "Two moons";
  toy.info.summary = "Two half circles that reach into one another.";
  toy.info.formula = "(x_1, x_2) = ±(cos φ − 0.5, sin φ − 0.25) + noise,  0 ≤ φ < π";
  toy.noise = position_noise(0.1);
  toy.point = moon_point;
  return toy_entry(toy);
}

}  // namespace lfp
