#include "core/network/network.h"
#include "core/training/task.h"
#include "tests/support/error_text.h"
#include "tests/support/naive_layers.h"
#include "tests/support/network_pass.h"

#include <gtest/gtest.h>

namespace lfp::test::build_network_test {
namespace {

using Whole = std::int64_t;
constexpr Shape image{.channels = 3, .height = 8, .width = 8};

LayerSpec dense(Whole units, const std::string& activation = "") {
  return layer_spec("dense", {{"units", units}}, activation);
}

std::string error_of(const NetworkSpec& spec, const Shape& input = image) {
  return error_text([&] { build_network(spec, input, 1); });
}

std::string error_of(const std::vector<LayerSpec>& layers, const Shape& input = image) {
  return error_of(network_spec(layers), input);
}

std::string message(const char* place, const std::string& problem, const std::string& remedy) {
  return Error(place, problem, remedy).what();
}

TEST(build_network, ends_where_it_is_cancelled) {
  Progress progress;
  progress.cancel();
  EXPECT_THROW(build_network(network_spec({dense(5)}), image, 1, {}, &progress), Cancelled);
}

TEST(build_network, counts_a_layer_with_its_activation_as_one_block) {
  const Network network = build_network(
      network_spec({layer_spec("conv2d", {{"channels", Whole{4}}}, "relu"), layer_spec("max_pool"),
                    layer_spec("flatten"), layer_spec("dropout"), dense(5, "tanh"), dense(2)}),
      image, 1);
  EXPECT_EQ(network.blocks(), 6U);
  EXPECT_EQ(network.size(), 8U);
  EXPECT_EQ(network.index_of(1), 2U);
  EXPECT_EQ(network.unit_index_of(0), 1U);
  EXPECT_EQ(network.unit_index_of(1), 2U);
  EXPECT_EQ(network.block(0).output_shape(), (Shape{.channels = 4, .height = 6, .width = 6}));
  EXPECT_EQ(network.block(1).output_shape(), (Shape{.channels = 4, .height = 3, .width = 3}));
  EXPECT_EQ(network.block(2).output_shape(), Shape{36});
  EXPECT_EQ(network.parameter_count(), 4 * 27 + 4 + 36 * 5 + 5 + 5 * 2 + 2);
  EXPECT_EQ(network.block(0).weight_shape(), (std::vector<Whole>{4, 3, 3, 3}));
  EXPECT_EQ(network.block(4).weight_shape(), (std::vector<Whole>{5, 36}));
}

TEST(build_network, draws_the_same_weights_for_the_same_seed) {
  const NetworkSpec spec = network_spec({layer_spec("conv2d"), dense(3)});
  const auto first_weights = [&](std::uint64_t seed) {
    return Matrix(build_network(spec, image, seed).block(0).parameters().weight);
  };
  EXPECT_EQ(first_weights(1), first_weights(1));
  EXPECT_NE(first_weights(1), first_weights(2));
}

TEST(build_network, leaves_no_parameter_at_an_exact_zero) {
  const Network network =
      build_network(network_spec({layer_spec("conv2d", {{"channels", Whole{4}}}, "relu"),
                                  layer_spec("batch_norm"), layer_spec("residual", {{"span", Whole{1}}}),
                                  dense(5), layer_spec("residual", {{"span", Whole{1}}}), dense(2)}),
                    image, 1);
  for (std::size_t b = 0; b < network.blocks(); ++b) {
    EXPECT_TRUE((network.block(b).parameters().weight.array() != 0).all()) << b;
    EXPECT_TRUE((network.block(b).parameters().bias.array() != 0).all()) << b;
  }
}

TEST(build_network, begins_with_one_number_or_with_zeros_to_calculate_by_hand) {
  NetworkSpec spec = network_spec({dense(3), dense(2)});
  spec.initialiser = "constant";
  spec.initial_value = -0.25;
  const Network constant = build_network(spec, Shape{2}, 1);
  spec.initialiser = "zero";
  const Network zero = build_network(spec, Shape{2}, 1);
  for (std::size_t b = 0; b < 2; ++b) {
    EXPECT_TRUE((constant.block(b).parameters().weight.array() == Scalar(-0.25)).all());
    EXPECT_TRUE((constant.block(b).parameters().bias.array() == Scalar(-0.25)).all());
    EXPECT_TRUE((zero.block(b).parameters().weight.array() == 0).all());
    EXPECT_TRUE((zero.block(b).parameters().bias.array() == 0).all());
  }
}

TEST(build_network, names_a_window_that_does_not_fit) {
  EXPECT_EQ(error_of({dense(4), layer_spec("conv2d"), dense(2)}),
            message("network.layers[1].kernel_height",
                    "a kernel 3 pixels high does not fit an input of 4 with padding 0",
                    "Give at most 1, or more padding"));
  EXPECT_EQ(error_of({{.kind = test::windowed("conv2d", test::window(3, 11, 1, 1), 2), .activation = {}}}),
            message("network.layers[0].kernel_width",
                    "a kernel 11 pixels wide does not fit an input of 3 × 8 × 8 with padding 1",
                    "Give at most 10, or more padding"));
  EXPECT_EQ(error_of({{.kind = test::windowed("average_pool", test::window(2, 2, 1, 2)), .activation = {}}}),
            message("network.layers[0].padding",
                    "padding of 2 is wider than the kernel, so that windows would lie on nothing but zeros",
                    "Give at most 1"));
}

TEST(build_network, names_a_setting_out_of_range) {
  EXPECT_TRUE(error_of({dense(2), dense(0)}).starts_with("network.layers[1].units: 0 is out of range"));
  EXPECT_TRUE(error_of({layer_spec("dropout", {{"probability", 1.0}}), dense(2)})
                  .starts_with("network.layers[0].probability: 1 is out of range"));
  EXPECT_TRUE(error_of({dense(2), layer_spec("dens")}).starts_with("network.layers[1].kind: there is no"));
  EXPECT_TRUE(error_of({dense(2, "rely")}).starts_with("network.layers[0].activation: there is no \"rely\""));
}

TEST(build_network, names_a_layer_that_takes_no_activation) {
  for (const std::string kind : {"max_pool", "average_pool", "flatten", "dropout", "lif_dense", "lif_conv2d"})
    EXPECT_EQ(
        error_of({layer_spec(kind, {}, "relu"), dense(2)}),
        message("network.layers[0].activation", "\"" + kind + "\" layers have no activation", "Remove it"));
}

TEST(build_network, refuses_a_network_that_learns_nothing) {
  EXPECT_EQ(error_of({layer_spec("flatten"), layer_spec("dropout")}),
            message("network.layers", "there is no layer that learns", "Add a dense layer"));
}

TEST(build_network, refuses_a_layer_too_large_to_train) {
  const Shape photo{.channels = 3, .height = 1024, .width = 1024};
  EXPECT_EQ(error_of({layer_spec("conv2d", {{"channels", Whole{64}}})}, photo),
            message("network.layers[0]", "the layer's output of 64 × 1022 × 1022 is too large",
                    "Give it fewer units or channels, or pool before it"));
  EXPECT_EQ(error_of({dense(60'000, "relu"), dense(2)}, photo),
            message("network.layers[0]",
                    "the layer would have 188744 million parameters, where 200 million are the most",
                    "Give it fewer units or channels, or pool before it"));
}

TEST(build_network, refuses_layers_too_large_together) {
  EXPECT_EQ(
      error_of(
          {dense(9'999, "relu"), dense(9'999, "relu"), dense(9'999, "relu"), dense(9'999, "relu"), dense(2)}),
      message("network.layers[2]",
              "the layers up to this one have 201.91 million parameters, where 200 million are the most",
              "Make this layer or one before it smaller"));
}

TEST(build_network, lets_only_spiking_layers_have_a_coding) {
  NetworkSpec spec = network_spec({dense(4), dense(2)});
  spec.coding = "latency";
  EXPECT_EQ(error_of(spec), message("network.coding", "only spiking layers understand latency coding",
                                    "Add a spiking layer, or choose constant"));
}

TEST(build_network, refuses_a_block_that_begins_before_time) {
  const NetworkSpec spec = network_spec({dense(4), layer_spec("lif_dense", {{"units", Whole{4}}}),
                                         layer_spec("residual", {{"span", Whole{1}}}), dense(2)});
  EXPECT_EQ(error_of(spec), message("network.layers[2].span", "the first spiking layer lies within the block",
                                    "Let the block begin after the first spiking layer"));
  NetworkSpec coded = spec;
  coded.coding = "rate";
  EXPECT_EQ(error_of(coded), "") << "time begins with the input";
}

/// What check_outputs says of a network whose last layer is `last`.
std::string outputs_error(const Task& task, const LayerSpec& last) {
  const NetworkSpec spec = network_spec({dense(4), last});
  const Network network = build_network(spec, image, 1);
  return error_text([&] { check_outputs(task, network, spec); });
}

TEST(check_outputs, names_the_last_layer_and_what_is_missing) {
  EXPECT_EQ(outputs_error({.classes = 3}, dense(2)),
            message("network.layers[1].units", "the last layer has 2 units, but the data has 3 classes",
                    "Give the last layer 3 units"));
  EXPECT_EQ(outputs_error({.values = 1}, dense(2)),
            message("network.layers[1].units", "the last layer has 2 units, but the data has 1 values",
                    "Give the last layer 1 units"));
  EXPECT_EQ(outputs_error({.values = 192, .autoencode = true}, dense(2)),
            message("network.layers[1].units",
                    "the last layer has 2 units, but the data has 192 inputs to reproduce",
                    "Give the last layer 192 units"));
}

TEST(check_outputs, takes_one_output_a_class_or_a_single_one_for_two) {
  EXPECT_EQ(outputs_error({.classes = 3}, dense(3)), "");
  EXPECT_EQ(outputs_error({.classes = 2}, dense(1)), "");
  EXPECT_NE(outputs_error({.classes = 3}, dense(1)), "");
  EXPECT_EQ(outputs_error({.values = 2}, dense(2)), "");
}

TEST(check_outputs, points_at_a_setting_that_is_there) {
  EXPECT_TRUE(outputs_error({.classes = 3}, layer_spec("dropout")).starts_with("network.layers[1]: "))
      << outputs_error({.classes = 3}, layer_spec("dropout"));
}

}  // namespace
}  // namespace lfp::test::build_network_test
