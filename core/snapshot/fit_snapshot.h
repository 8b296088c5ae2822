#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lfp {

/// A run's predictions over the range of the data, for regression on one or two features. Inputs and outputs
/// are normalised, as the network sees them.
struct FitSnapshot {
  int columns = 0;  ///< grid points along the first feature, from its smallest to its largest value
  int rows = 1;     ///< grid points along the second feature; 1 if there is none
  float x_low = 0, x_high = 0, y_low = 0, y_high = 0;
  std::int64_t outputs = 0;
  std::vector<float> values;  ///< [rows x columns x outputs]

  float at(int row, int column, std::int64_t output) const {
    return values[static_cast<std::size_t>((row * columns + column) * outputs + output)];
  }
};

}  // namespace lfp
