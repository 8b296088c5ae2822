#pragma once

#include "core/layers/window.h"
#include "tests/support/naive_propagation.h"
#include "tests/support/random_matrix.h"

#include <string>

namespace lfp::test {

NaiveConnections dense_connections(Index inputs, Index outputs);

/// Calls visit(output row, output column, pixel row, pixel column, tap) wherever a tap of the window lies on
/// the image rather than on the padding.
template <class Visit>
void for_each_tap(const Shape& input, const Window& window, const Visit& visit) {
  for (Index y = 0; y < window.rows(input); ++y)
    for (Index x = 0; x < window.columns(input); ++x)
      for (Index tap = 0; tap < window.size(); ++tap) {
        const Index row = y * window.row_stride + tap / window.width - window.row_padding;
        const Index column = x * window.column_stride + tap % window.width - window.column_padding;
        if (row >= 0 && row < input.height && column >= 0 && column < input.width)
          visit(y, x, row, column, tap);
      }
}

NaiveConnections conv2d_connections(const Shape& input, Index channels, const Window& window);

/// All through the one weight 1 / (height * width).
NaiveConnections average_pool_connections(const Shape& input, const Window& window);

/// Input i plus input i + features, through the one weight 1.
NaiveConnections sum_connections(Index features);

/// A kind of linear layer: how the program makes it, and what it is made of.
struct LinearCase {
  std::string name;
  Choice kind;
  Shape input;
  NaiveConnections connections;

  std::unique_ptr<Layer> make() const {
    const auto& entry = find_entry(layer_entries(), kind.name, "layer");
    return entry.make(checked(entry.info, kind.settings, "layer"),
                      {.input = input, .inputs = {input}, .place = "layer"});
  }
};

void PrintTo(const LinearCase& linear, std::ostream* stream);

Choice windowed(const std::string& kind, const Window& window, std::int64_t channels = 0);

Window window(std::int64_t height, std::int64_t width, std::int64_t stride, std::int64_t padding);

LinearCase dense_case(const std::string& name, const Shape& input, std::int64_t units, bool bias);

LinearCase conv2d_case(const std::string& name, const Shape& input, std::int64_t channels,
                       const Window& window, bool bias);

LinearCase average_pool_case(const std::string& name, const Shape& input, const Window& window);

/// Every linear layer, with whatever its windows can do.
std::vector<LinearCase> linear_cases();

}  // namespace lfp::test
