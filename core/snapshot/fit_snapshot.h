#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lfp {

/// What a run answers over the range of the data, for values that are learnt from one feature or two. Inputs
/// and outputs are normalised, as the network sees them.
struct FitSnapshot {
  int columns = 0;  ///< places along the first feature, from the smallest to the largest
  int rows = 1;     ///< along the second one; 1 where there is none
  float x_low = 0, x_high = 0, y_low = 0, y_high = 0;
  std::int64_t outputs = 0;
  std::vector<float> values;  ///< [rows x columns x outputs]

  float at(int row, int column, std::int64_t output) const {
    return values[static_cast<std::size_t>((row * columns + column) * outputs + output)];
  }
};

}  // namespace lfp
