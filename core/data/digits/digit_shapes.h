#pragma once

#include "core/data/toys/toy.h"

#include <cstdint>
#include <span>
#include <vector>

namespace lfp {

/// One movement of the pen, in a box of height 1 with y downwards: a curve through the points, or straight
/// lines between them.
struct PenStroke {
  bool is_curved = true;
  std::vector<Point> points;
};

/// One way to write a digit.
struct DigitShape {
  std::vector<PenStroke> strokes;
  double weight = 1.0;  ///< how often it is used among those of its digit
};

/// The ways to write the digit, 0 to 9.
std::span<const DigitShape> digit_shapes(std::int32_t digit);

}  // namespace lfp
