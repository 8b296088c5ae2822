#include "tests/support/naive_layers.h"

namespace lfp::test {

NaiveConnections dense_connections(Index inputs, Index outputs) {
  NaiveConnections all(static_cast<std::size_t>(outputs));
  for (Index j = 0; j < outputs; ++j)
    for (Index i = 0; i < inputs; ++i)
      all[static_cast<std::size_t>(j)].push_back({.input = i, .weight = j * inputs + i});
  return all;
}

NaiveConnections conv2d_connections(const Shape& input, Index channels, const Window& window) {
  const Index height = window.rows(input);
  const Index width = window.columns(input);
  NaiveConnections all(static_cast<std::size_t>(channels * height * width));
  for (Index to = 0; to < channels; ++to)
    for (Index from = 0; from < input.channels; ++from)
      for_each_tap(input, window, [&](Index y, Index x, Index row, Index column, Index tap) {
        all[static_cast<std::size_t>((to * height + y) * width + x)].push_back(
            {.input = (from * input.height + row) * input.width + column,
             .weight = (to * input.channels + from) * window.size() + tap});
      });
  return all;
}

NaiveConnections average_pool_connections(const Shape& input, const Window& window) {
  const Index height = window.rows(input);
  const Index width = window.columns(input);
  NaiveConnections all(static_cast<std::size_t>(input.channels * height * width));
  for (Index channel = 0; channel < input.channels; ++channel)
    for_each_tap(input, window, [&](Index y, Index x, Index row, Index column, Index /*tap*/) {
      all[static_cast<std::size_t>((channel * height + y) * width + x)].push_back(
          {.input = (channel * input.height + row) * input.width + column, .weight = 0});
    });
  return all;
}

NaiveConnections sum_connections(Index features) {
  NaiveConnections all(static_cast<std::size_t>(features));
  for (Index i = 0; i < features; ++i)
    all[static_cast<std::size_t>(i)] = {{.input = i, .weight = 0}, {.input = i + features, .weight = 0}};
  return all;
}

void PrintTo(const LinearCase& linear, std::ostream* stream) {
  *stream << linear.name;
}

Choice windowed(const std::string& kind, const Window& window, std::int64_t channels) {
  Choice choice{.name = kind, .settings = {}};
  choice.settings.set("kernel_height", window.height);
  choice.settings.set("kernel_width", window.width);
  choice.settings.set("stride", window.row_stride);
  choice.settings.set("padding", window.row_padding);
  if (channels > 0) choice.settings.set("channels", channels);
  return choice;
}

Window window(std::int64_t height, std::int64_t width, std::int64_t stride, std::int64_t padding) {
  return {.height = height,
          .width = width,
          .row_stride = stride,
          .column_stride = stride,
          .row_padding = padding,
          .column_padding = padding};
}

LinearCase dense_case(const std::string& name, const Shape& input, std::int64_t units, bool bias) {
  Choice kind{.name = "dense", .settings = {}};
  kind.settings.set("units", units);
  kind.settings.set("bias", bias);
  return {name, kind, input, dense_connections(input.size(), units)};
}

LinearCase conv2d_case(const std::string& name, const Shape& input, std::int64_t channels,
                       const Window& window, bool bias) {
  Choice kind = windowed("conv2d", window, channels);
  kind.settings.set("bias", bias);
  return {name, kind, input, conv2d_connections(input, channels, window)};
}

LinearCase average_pool_case(const std::string& name, const Shape& input, const Window& window) {
  return {name, windowed("average_pool", window), input, average_pool_connections(input, window)};
}

std::vector<LinearCase> linear_cases() {
  const Shape image{.channels = 2, .height = 5, .width = 6};
  return {dense_case("dense", Shape{7}, 4, true),
          dense_case("dense_without_bias", Shape{7}, 4, false),
          dense_case("dense_on_an_image", image, 3, true),
          conv2d_case("conv2d", image, 3, window(3, 3, 1, 0), true),
          conv2d_case("conv2d_padded_stride_2", image, 3, window(3, 3, 2, 1), true),
          conv2d_case("conv2d_rectangular", image, 2, window(3, 2, 1, 0), false),
          conv2d_case("conv2d_wide_padded", image, 2, window(1, 3, 1, 2), true),
          conv2d_case("conv2d_stride_beyond_the_kernel", image, 2, window(1, 1, 3, 0), true),
          conv2d_case("conv2d_one_window", image, 2, window(5, 6, 1, 0), true),
          average_pool_case("average_pool", image, window(2, 2, 2, 0)),
          average_pool_case("average_pool_padded_overlapping", image, window(3, 3, 2, 1)),
          average_pool_case("average_pool_rectangular", image, window(2, 3, 1, 1))};
}

}  // namespace lfp::test
