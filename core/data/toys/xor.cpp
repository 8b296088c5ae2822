#include "core/data/toys/toy.h"

namespace lfp {
namespace {

/// The number of corners per class: with that many points, each corner gets one.
constexpr std::int64_t corners_of_a_class = 2;

/// A square in each quadrant, away from the axes; the class is whether the signs of x and y differ. With four
/// points in total, each is a corner (±1, ±1).
Point xor_point(const PointPlace& place, const Settings& settings, Random& random) {
  if (place.count == corners_of_a_class) {
    const double corner = place.index == 0 ? -1.0 : 1.0;
    return with_noise({corner, place.label == 0 ? corner : -corner}, settings.real("noise"), random);
  }
  const double side = random.below(2) == 0 ? -1.0 : 1.0;
  const double other_side = place.label == 0 ? side : -side;
  const double x = side * random.uniform(0.1, 1.4);
  const double y = other_side * random.uniform(0.1, 1.4);
  return with_noise({x, y}, settings.real("noise"), random);
}

}  // namespace

DatasetEntry xor_entry() {
  Toy toy;
  toy.info.name = "xor";
  toy.info.label = "XOR";
  toy.info.summary = "Opposite quadrants belong together: the smallest task that needs a hidden layer.";
  toy.info.formula = "class = [x_1 > 0] ⊕ [x_2 > 0]";
  toy.noise = position_noise(0.05);
  toy.fewest_points = 2 * corners_of_a_class;
  toy.point = xor_point;
  return toy_entry(toy);
}

}  // namespace lfp
