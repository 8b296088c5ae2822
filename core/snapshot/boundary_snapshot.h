#pragma once

#include <cstdint>
#include <vector>

namespace lfp {

/// The predicted class on a square grid over the input plane; row 0 is at the bottom (smallest y).
struct BoundarySnapshot {
  int resolution = 0;
  float x_low = 0, x_high = 0, y_low = 0, y_high = 0;
  std::vector<std::uint8_t> predicted;  ///< class of each cell, [resolution x resolution]
  std::vector<std::uint8_t> certainty;  ///< softmax probability of that class, scaled to 0..255
};

}  // namespace lfp
