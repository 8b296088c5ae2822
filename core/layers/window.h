#pragma once

#include "core/base/settings.h"
#include "core/base/shape.h"
#include "core/layers/layer_entry.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lfp {

/// The window that a convolution or a pooling slides over an image: its size, how far apart two windows are,
/// and how many rows and columns of zeros surround the image.
struct Window {
  std::int64_t height = 1;
  std::int64_t width = 1;
  std::int64_t row_stride = 1;
  std::int64_t column_stride = 1;
  std::int64_t row_padding = 0;
  std::int64_t column_padding = 0;

  bool operator==(const Window&) const = default;
  std::int64_t size() const { return height * width; }
  /// Windows that fit, from top to bottom and from left to right.
  std::int64_t rows(const Shape& input) const {
    return (input.height + 2 * row_padding - height) / row_stride + 1;
  }
  std::int64_t columns(const Shape& input) const {
    return (input.width + 2 * column_padding - width) / column_stride + 1;
  }
};

/// "kernel_height", "kernel_width", "stride" and "padding", with these fallbacks.
std::vector<SettingInfo> window_settings(std::int64_t kernel, std::int64_t stride, std::int64_t padding);
/// The window that they describe. Throws Error at the setting's place where it does not fit the image.
Window window_of(const Settings& settings, const LayerPlace& place);

/// Outputs, [first, end) each way.
struct TapRange {
  std::int64_t first_row, end_row, first_column, end_column;
};

/// One place of the window: the outputs for which it lies within the image rather than on the padding, and
/// where in the image's first channel it is for output (0, 0), which may be before its beginning.
struct Tap {
  TapRange range;
  std::int64_t offset;
};

/// All places of the window, row by row.
std::vector<Tap> taps_of(const Window& window, const Shape& input, const Shape& output);

}  // namespace lfp
