#include "core/data/toys/toy.h"

namespace lfp {
namespace {

/// Draws a field of a board over [-1.5, 1.5] x [-1.5, 1.5], numbered by rows; the class is its colour.
Point checkerboard_point(const PointPlace& place, const Settings& settings, Random& random) {
  const std::int64_t cells = settings.integer("cells");
  std::int64_t row = 0;
  std::int64_t column = 0;
  do {
    const auto field = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(cells * cells)));
    row = field / cells;
    column = field % cells;
  } while ((row + column) % 2 != place.label);
  const double width = 3.0 / static_cast<double>(cells);
  const double x = -1.5 + width * (static_cast<double>(column) + random.uniform());
  const double y = -1.5 + width * (static_cast<double>(row) + random.uniform());
  return with_noise({x, y}, settings.real("noise"), random);
}

}  // namespace

DatasetEntry checkerboard_entry() {
  Toy toy;
  toy.info.name = "checkerboard";
  toy.info.label = "Checkerboard";
  toy.info.summary = "Black and white fields: XOR many times over.";
  toy.info.formula = "class = (⌊x_1 / w⌋ + ⌊x_2 / w⌋) mod 2";
  toy.info.settings = {
      integer_setting("cells", "Squares per side", "How many squares the board has on each side.", 4, 2, 10)};
  toy.noise = position_noise(0.02);
  toy.point = checkerboard_point;
  return toy_entry(toy);
}

}  // namespace lfp
