#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lfp {

/// A row-major table of numbers.
struct Table {
  std::int64_t rows = 0;
  std::int64_t columns = 0;
  std::vector<float> values;
  float at(std::int64_t row, std::int64_t column) const {
    return values[static_cast<std::size_t>(row * columns + column)];
  }
};

}  // namespace lfp
