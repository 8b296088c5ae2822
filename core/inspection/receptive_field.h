#pragma once

#include "core/base/shape.h"
#include "core/experiment/experiment.h"

#include <cstdint>
#include <span>

namespace lfp {

/// Rows and columns of an image, [first, end) each way.
struct PixelWindow {
  std::int64_t first_row = 0;
  std::int64_t end_row = 0;
  std::int64_t first_column = 0;
  std::int64_t end_column = 0;
  bool operator==(const PixelWindow&) const = default;
};

/// The pixels of the input that one place of a layer's output can depend on: the windows of all layers below,
/// one through the other, without their padding. `shapes` are what arrives at the first layer and what leaves
/// each; `layer` is from 0. A residual sum has the smallest window around both its ways; where a layer sees
/// all there is, that is the whole input.
PixelWindow receptive_field(const NetworkSpec& network, std::span<const Shape> shapes, int layer,
                            std::int64_t row, std::int64_t column);

}  // namespace lfp
