#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lfp {

/// A named array of numbers, row-major: what weights are exchanged as ("layer1.weight", {32, 2}, ...).
struct NamedArray {
  std::string name;
  std::vector<std::int64_t> shape;
  std::vector<float> values;
};

using NamedArrays = std::vector<NamedArray>;

}  // namespace lfp
