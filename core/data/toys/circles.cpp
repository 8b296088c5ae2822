#include "core/data/toys/toy.h"

#include <cmath>
#include <numbers>

namespace lfp {
namespace {

/// Class 0 is on the unit circle, class 1 on the inner one, at evenly spaced angles.
Point circle_point(const PointPlace& place, const Settings& settings, Random& random) {
  const double radius = place.label == 0 ? 1.0 : settings.real("factor");
  const double angle =
      2.0 * std::numbers::pi * static_cast<double>(place.index) / static_cast<double>(place.count);
  return with_noise({radius * std::cos(angle), radius * std::sin(angle)}, settings.real("noise"), random);
}

}  // namespace

DatasetEntry circles_entry() {
  Toy toy;
  toy.info.name = "circles";
  toy.info.label = "Two circles";
  toy.info.summary = "A small circle inside a large one, with the same centre.";
  toy.info.formula = "(x_1, x_2) = r (cos φ, sin φ) + noise,  r_0 = 1,  r_1 = factor";
  toy.info.settings = {real_setting("factor", "Inner radius",
                                    "The inner circle's radius; the outer one's is 1.", 0.05, 0.0, 0.95)};
  toy.noise = position_noise(0.2);
  toy.point = circle_point;
  return toy_entry(toy);
}

}  // namespace lfp
