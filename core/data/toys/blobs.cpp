#include "core/data/toys/toy.h"

#include <cmath>
#include <numbers>

namespace lfp {
namespace {

/// Centres on a ring around (1.5, 1.5), neighbours √2 apart: for two classes (1, 1) and (2, 2).
Point blob_point(const PointPlace& place, const Settings& settings, Random& random) {
  const double radius = std::numbers::sqrt2 / (2.0 * std::sin(std::numbers::pi / place.classes));
  const double angle = std::numbers::pi * (2.0 * place.label / place.classes - 0.75);
  const Point centre{1.5 + radius * std::cos(angle), 1.5 + radius * std::sin(angle)};
  return with_noise(centre, settings.real("noise"), random);
}

}  // namespace

DatasetEntry blobs_entry() {
  Toy toy;
  toy.info.name = "blobs";
  toy.info.label = "Blobs";
  toy.info.summary = "One round cloud for each class: the easiest data there is.";
  toy.info.formula = "(x_1, x_2) = c_j + noise,  c_0 = (1, 1),  c_1 = (2, 2)";
  toy.noise = position_noise(0.2);
  toy.most_classes = 6;
  toy.point = blob_point;
  return toy_entry(toy);
}

}  // namespace lfp
