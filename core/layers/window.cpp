#include "core/layers/window.h"

#include "core/base/error.h"

#include <algorithm>

namespace lfp {
namespace {

/// The outputs o in 0 .. count - 1 with 0 <= o * stride + offset < size, as [first, end).
std::pair<std::int64_t, std::int64_t> within(std::int64_t offset, std::int64_t stride, std::int64_t size,
                                             std::int64_t count) {
  const std::int64_t first = offset >= 0 ? 0 : (-offset + stride - 1) / stride;
  const std::int64_t end = offset >= size ? 0 : (size - 1 - offset) / stride + 1;
  return {std::min(first, count), std::clamp<std::int64_t>(end, first, std::max(first, count))};
}

void check_fit(std::int64_t kernel, std::int64_t padding, std::int64_t size, const char* setting,
               const char* side, const LayerPlace& place) {
  if (kernel <= size + 2 * padding) return;
  throw Error(place.place + "." + setting,
              "a kernel " + std::to_string(kernel) + " pixels " + side + " does not fit an input of " +
                  to_text(place.input) + " with padding " + std::to_string(padding),
              "Give at most " + std::to_string(size + 2 * padding) + ", or more padding");
}

}  // namespace

std::vector<SettingInfo> window_settings(std::int64_t kernel, std::int64_t stride, std::int64_t padding) {
  return {
      with_usual_range(
          integer_setting("kernel_height", "Kernel height", "Rows of the sliding window", kernel, 1, 256), 1,
          11),
      with_usual_range(
          integer_setting("kernel_width", "Kernel width", "Columns of the sliding window", kernel, 1, 256), 1,
          11),
      with_usual_range(
          integer_setting("stride", "Stride", "Pixels from one window to the next", stride, 1, 256), 1, 4),
      with_usual_range(integer_setting("padding", "Padding", "Rows and columns of zeros around the image",
                                       padding, 0, 128),
                       0, 5)};
}

Window window_of(const Settings& settings, const LayerPlace& place) {
  const std::int64_t stride = settings.integer("stride");
  const std::int64_t padding = settings.integer("padding");
  const Window window{.height = settings.integer("kernel_height"),
                      .width = settings.integer("kernel_width"),
                      .row_stride = stride,
                      .column_stride = stride,
                      .row_padding = padding,
                      .column_padding = padding};
  check_fit(window.height, padding, place.input.height, "kernel_height", "high", place);
  check_fit(window.width, padding, place.input.width, "kernel_width", "wide", place);
  if (padding >= std::max(window.height, window.width))
    throw Error(place.place + ".padding",
                "padding of " + std::to_string(padding) +
                    " is wider than the kernel, so that windows would lie on nothing but zeros",
                "Give at most " + std::to_string(std::max(window.height, window.width) - 1));
  return window;
}

std::vector<Tap> taps_of(const Window& window, const Shape& input, const Shape& output) {
  std::vector<Tap> taps;
  for (std::int64_t row = 0; row < window.height; ++row)
    for (std::int64_t column = 0; column < window.width; ++column) {
      const std::int64_t top = row - window.row_padding;
      const std::int64_t left = column - window.column_padding;
      const auto [first_row, end_row] = within(top, window.row_stride, input.height, output.height);
      const auto [first_column, end_column] = within(left, window.column_stride, input.width, output.width);
      taps.push_back(
          {.range = {first_row, end_row, first_column, end_column}, .offset = top * input.width + left});
    }
  return taps;
}

}  // namespace lfp
