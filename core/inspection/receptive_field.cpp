#include "core/inspection/receptive_field.h"

#include "core/layers/layer_entry.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace lfp {
namespace {

PixelWindow all_of(const Shape& shape) {
  return {.first_row = 0, .end_row = shape.height, .first_column = 0, .end_column = shape.width};
}

/// [first, end) of outputs is made of this stretch of `size` inputs.
std::pair<std::int64_t, std::int64_t> stretch(std::int64_t first, std::int64_t end, std::int64_t stride,
                                              std::int64_t padding, std::int64_t kernel, std::int64_t size) {
  return {std::max<std::int64_t>(0, first * stride - padding),
          std::min<std::int64_t>(size, (end - 1) * stride - padding + kernel)};
}

struct Sliding {
  std::int64_t height = 1;
  std::int64_t width = 1;
  std::int64_t stride = 1;
  std::int64_t padding = 0;
};

PixelWindow below(const PixelWindow& window, const Sliding& sliding, const Shape& input) {
  const auto [first_row, end_row] = stretch(window.first_row, window.end_row, sliding.stride, sliding.padding,
                                            sliding.height, input.height);
  const auto [first_column, end_column] = stretch(window.first_column, window.end_column, sliding.stride,
                                                  sliding.padding, sliding.width, input.width);
  return {.first_row = first_row, .end_row = end_row, .first_column = first_column, .end_column = end_column};
}

PixelWindow through(const Settings& settings, const PixelWindow& window, const Shape& input,
                    const Shape& output) {
  if (settings.has("kernel_height"))
    return below(window,
                 {.height = settings.integer("kernel_height"),
                  .width = settings.integer("kernel_width"),
                  .stride = settings.integer("stride"),
                  .padding = settings.integer("padding")},
                 input);
  return input == output && input.is_image() ? window : all_of(input);
}

/// With the fallbacks of its kind.
Settings settings_of(const LayerSpec& layer) {
  const auto& entry = find_entry(layer_entries(), layer.kind.name, "layer");
  return checked(entry.info.settings, layer.kind.settings, "layer");
}

/// Past a block, whose input a residual sum takes every n-th pixel of where it is larger.
PixelWindow past_block(const PixelWindow& window, const Shape& input, const Shape& output) {
  if (!input.is_image() || !output.is_image()) return all_of(input);
  return below(window,
               {.stride = std::max<std::int64_t>(1, (input.height + output.height - 1) / output.height)},
               input);
}

void include(std::optional<PixelWindow>& whole, const PixelWindow& part) {
  if (!whole) {
    whole = part;
    return;
  }
  *whole = {.first_row = std::min(whole->first_row, part.first_row),
            .end_row = std::max(whole->end_row, part.end_row),
            .first_column = std::min(whole->first_column, part.first_column),
            .end_column = std::max(whole->end_column, part.end_column)};
}

}  // namespace

PixelWindow receptive_field(const NetworkSpec& network, std::span<const Shape> shapes, int layer,
                            std::int64_t row, std::int64_t column) {
  // needed[l]: of what arrives at layer l.
  std::vector<std::optional<PixelWindow>> needed(static_cast<std::size_t>(layer) + 2);
  needed.back() = {.first_row = row, .end_row = row + 1, .first_column = column, .end_column = column + 1};
  for (auto at = static_cast<std::size_t>(layer) + 1; at-- > 0;) {
    if (!needed[at + 1]) continue;
    const Settings settings = settings_of(network.layers[at]);
    include(needed[at], through(settings, *needed[at + 1], shapes[at], shapes[at + 1]));
    if (!settings.has("span")) continue;
    const std::size_t start = at - static_cast<std::size_t>(settings.integer("span"));
    include(needed[start], past_block(*needed[at + 1], shapes[start], shapes[at + 1]));
  }
  return *needed.front();
}

}  // namespace lfp
