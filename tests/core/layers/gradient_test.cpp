#include "tests/support/finite_differences.h"

#include <gtest/gtest.h>

namespace lfp::test::gradient_test {
namespace {

using Whole = std::int64_t;
const Shape image{.channels = 2, .height = 6, .width = 5};

LayerSpec conv(Whole channels, Whole stride = 1, Whole padding = 1) {
  return layer_spec("conv2d", {{"channels", channels}, {"stride", stride}, {"padding", padding}}, "tanh");
}
LayerSpec dense(Whole units, const std::string& activation = "") {
  return layer_spec("dense", {{"units", units}}, activation);
}
LayerSpec residual(Whole span) {
  return layer_spec("residual", {{"span", span}}, "silu");
}

struct GradientCase {
  const char* name;
  Shape input;
  std::vector<LayerSpec> layers;
};

void PrintTo(const GradientCase& given, std::ostream* stream) {
  *stream << given.name;
}

class Gradient : public testing::TestWithParam<GradientCase> {};

TEST_P(Gradient, agrees_with_finite_differences_in_training) {
  test::expect_gradient_of_loss(network_case(network_spec(GetParam().layers), GetParam().input, 4, 31),
                                gradient_run());
}

TEST_P(Gradient, agrees_with_finite_differences_in_evaluation) {
  auto given = network_case(network_spec(GetParam().layers), GetParam().input, 4, 32);
  given.training = false;
  for (std::size_t b = 0; b < given.network.blocks(); ++b)
    given.network.block(b).statistics().array() += 0.25;  // far from what a fresh network has
  test::expect_gradient_of_loss(std::move(given), gradient_run());
}

TEST_P(Gradient, agrees_with_finite_differences_for_values) {
  test::expect_gradient_of_loss(network_case(network_spec(GetParam().layers), GetParam().input, 4, 33, true),
                                gradient_run("squared_error"));
}

INSTANTIATE_TEST_SUITE_P(
    layers, Gradient,
    testing::Values(
        GradientCase{"dense", Shape{5}, {dense(6, "tanh"), dense(3)}},
        GradientCase{"one_output", Shape{5}, {dense(6, "tanh"), dense(2)}},
        GradientCase{"conv2d", image, {conv(3, 2, 1), conv(2, 1, 0), dense(3)}},
        GradientCase{"max_pool", image, {conv(2), layer_spec("max_pool"), dense(3)}},
        GradientCase{"overlapping_padded_max_pool",
                     image,
                     {conv(2), layer_spec("max_pool", {{"kernel_height", Whole{3}}, {"padding", Whole{1}}}),
                      dense(3)}},
        GradientCase{
            "average_pool", image, {conv(2), layer_spec("average_pool", {{"padding", Whole{1}}}), dense(3)}},
        GradientCase{"batch_norm", Shape{5}, {dense(4), layer_spec("batch_norm", {}, "tanh"), dense(3)}},
        GradientCase{
            "batch_norm_of_images", image, {conv(3), layer_spec("batch_norm", {}, "sigmoid"), dense(3)}},
        GradientCase{"batch_norm_of_the_input", Shape{5}, {layer_spec("batch_norm"), dense(3)}},
        GradientCase{"dropout", Shape{5}, {dense(8, "tanh"), layer_spec("dropout"), dense(3)}},
        GradientCase{"flatten", image, {conv(2), layer_spec("flatten"), dense(3)}},
        GradientCase{
            "residual", Shape{5}, {dense(6, "tanh"), dense(6, "tanh"), dense(6), residual(2), dense(3)}},
        GradientCase{"residual_with_projection",
                     Shape{5},
                     {dense(6, "tanh"), dense(4, "tanh"), residual(1), dense(3)}},
        GradientCase{
            "residual_from_the_input", Shape{5}, {dense(5, "tanh"), dense(5), residual(2), dense(3)}},
        GradientCase{
            "residual_from_the_input_with_projection", image, {conv(3, 2), conv(3), residual(2), dense(3)}},
        GradientCase{"residual_of_images", image, {conv(3), conv(3), conv(3), residual(2), dense(3)}},
        GradientCase{"residual_with_stride", image, {conv(3), conv(4, 2), conv(4), residual(2), dense(3)}},
        GradientCase{"residual_that_begins_with_flatten",
                     Shape{6},
                     {dense(6, "tanh"), layer_spec("flatten"), dense(6, "tanh"), residual(2), dense(3)}},
        GradientCase{
            "residual_that_begins_with_batch_norm",
            Shape{6},
            {dense(6, "tanh"), layer_spec("batch_norm", {}, "tanh"), dense(6), residual(2), dense(3)}},
        GradientCase{
            "residual_within_residual",
            Shape{6},
            {dense(6, "tanh"), dense(6, "tanh"), residual(1), dense(6, "silu"), residual(3), dense(3)}},
        GradientCase{"two_residuals_from_one_layer",
                     Shape{6},
                     {dense(6, "tanh"), dense(6, "tanh"), residual(1), residual(2), dense(3)}}),
    [](const auto& given) { return std::string(given.param.name); });

TEST(gradient, of_a_single_output_for_two_classes_agrees_with_finite_differences) {
  auto given = network_case(network_spec({dense(6, "tanh"), dense(1)}), Shape{5}, 6, 34);
  given.task.classes = 2;
  given.labels = {0, 1, 1, 0, 1, 0};
  test::expect_gradient_of_loss(std::move(given), gradient_run());
}

}  // namespace
}  // namespace lfp::test::gradient_test
