#pragma once

#include "core/data/toys/toy.h"

#include <cstdint>
#include <span>
#include <vector>

namespace lfp {

/// One movement of the pen, in a box of height 1 with y pointing down: a curve through the points, or
/// straight lines between them.
struct PenStroke {
  bool is_curved = true;
  std::vector<Point> points;
};

/// One way to write a digit.
struct DigitShape {
  std::vector<PenStroke> strokes;
  double weight = 1.0;  ///< relative frequency among the shapes of the digit
};

/// The different ways to write a digit from 0 to 9.
std::span<const DigitShape> digit_shapes(std::int32_t digit);

}  // namespace lfp
