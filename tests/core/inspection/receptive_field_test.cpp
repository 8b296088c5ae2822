#include "core/inspection/receptive_field.h"

#include "tests/support/network_pass.h"

#include <gtest/gtest.h>

namespace lfp::test::receptive_field_test {
namespace {

using Whole = std::int64_t;

/// The pixels that a network without negative weights lets through to one place of a layer, one pixel shown
/// at a time: the smallest window around them.
class SlowFields {
 public:
  SlowFields(const NetworkSpec& spec, const Shape& input) : input_(input) {
    const Index pixels = input.height * input.width;
    NetworkCase given = network_case(spec, input, pixels, 5);
    for (std::size_t b = 0; b < given.network.blocks(); ++b) {
      Parameters& parameters = given.network.block(b).parameters();
      parameters.weight = parameters.weight.cwiseAbs();
      parameters.bias.setZero();
    }
    given.input.setZero();
    for (Index pixel = 0; pixel < pixels; ++pixel)
      for (Index channel = 0; channel < input.channels; ++channel)
        given.input(pixel, channel * pixels + pixel) = 1;
    given.training = false;
    const Trace trace = given.up(false);
    shapes_ = {input};
    for (std::size_t b = 0; b < given.network.blocks(); ++b) {
      shapes_.push_back(given.network.block(b).output_shape());
      outputs_.push_back(trace.layers[given.network.unit_index_of(b)].output);
    }
  }

  const std::vector<Shape>& shapes() const { return shapes_; }

  PixelWindow of(std::size_t layer, Index row, Index column) const {
    const Shape& shape = shapes_[layer + 1];
    PixelWindow window{
        .first_row = input_.height, .end_row = 0, .first_column = input_.width, .end_column = 0};
    for (Index y = 0; y < input_.height; ++y)
      for (Index x = 0; x < input_.width; ++x) {
        bool is_seen = false;
        for (Index channel = 0; channel < shape.channels; ++channel)
          is_seen = is_seen || outputs_[layer](y * input_.width + x,
                                               (channel * shape.height + row) * shape.width + column) != 0;
        if (!is_seen) continue;
        window.first_row = std::min(window.first_row, y);
        window.end_row = std::max(window.end_row, y + 1);
        window.first_column = std::min(window.first_column, x);
        window.end_column = std::max(window.end_column, x + 1);
      }
    return window;
  }

 private:
  Shape input_;
  std::vector<Shape> shapes_;
  std::vector<Matrix> outputs_;
};

void expect_fields(const std::vector<LayerSpec>& layers, const Shape& input) {
  const NetworkSpec spec = network_spec(layers);
  const SlowFields slow(spec, input);
  for (std::size_t layer = 0; layer < layers.size(); ++layer) {
    const Shape& shape = slow.shapes()[layer + 1];
    for (Index row = 0; row < shape.height; ++row)
      for (Index column = 0; column < shape.width; ++column)
        EXPECT_EQ(receptive_field(spec, slow.shapes(), static_cast<int>(layer), row, column),
                  slow.of(layer, row, column))
            << "layer " << layer + 1 << " (" << row << ", " << column << ")";
  }
}

LayerSpec convolution(Whole height, Whole width, Whole stride, Whole padding, Whole channels = 2) {
  return layer_spec("conv2d",
                    {{"channels", channels},
                     {"kernel_height", height},
                     {"kernel_width", width},
                     {"stride", stride},
                     {"padding", padding}},
                    "relu");
}

LayerSpec dense(Whole units) {
  return layer_spec("dense", {{"units", units}});
}

TEST(receptive_field, is_what_reaches_a_place_through_convolutions_and_pooling) {
  expect_fields({convolution(5, 5, 1, 0), layer_spec("max_pool"), convolution(3, 3, 1, 0),
                 layer_spec("average_pool"), dense(3)},
                {.channels = 1, .height = 20, .width = 18});
}

TEST(receptive_field, ends_where_the_image_does) {
  expect_fields({convolution(3, 5, 1, 2), convolution(4, 3, 2, 1), convolution(1, 1, 3, 0), dense(2)},
                {.channels = 2, .height = 11, .width = 9});
}

TEST(receptive_field, of_a_residual_sum_is_around_both_its_ways) {
  expect_fields({convolution(3, 3, 1, 1), convolution(3, 3, 2, 1, 4), convolution(3, 3, 1, 1, 4),
                 layer_spec("residual", {{"span", Whole{2}}}, "relu"), layer_spec("flatten"), dense(2)},
                {.channels = 1, .height = 12, .width = 12});
}

}  // namespace
}  // namespace lfp::test::receptive_field_test
