#pragma once

#include <cstdint>
#include <vector>

namespace lfp {

/// The prediction over a square of the input plane, row 0 at the bottom (smallest y).
struct BoundarySnapshot {
  int resolution = 0;
  float x_low = 0, x_high = 0, y_low = 0, y_high = 0;
  std::vector<std::uint8_t> predicted;  ///< class per cell, [resolution x resolution]
  std::vector<std::uint8_t> certainty;  ///< softmax of that class, 0..255
};

}  // namespace lfp
