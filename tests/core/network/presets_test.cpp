#include "core/network/presets.h"

#include "core/base/error.h"
#include "core/network/network.h"

#include <gtest/gtest.h>

namespace lfp::test::presets_test {
namespace {

NetworkSpec resnet(std::int64_t side) {
  return find_entry(preset_entries(), "resnet18", "network")
      .make({.channels = 3, .height = side, .width = side}, 10);
}

TEST(Presets, ResNet18HasItsEighteenLayersWithWeights) {
  const NetworkSpec spec = resnet(64);
  std::size_t with_weights = 0;
  for (const LayerSpec& layer : spec.layers)
    with_weights += layer.kind.name == "conv2d" || layer.kind.name == "dense" ? 1U : 0U;
  EXPECT_EQ(with_weights, 18U);
}

Network network_for(std::int64_t side) {
  return build_network(resnet(side), {.channels = 3, .height = side, .width = side}, 1);
}

/// As many as the published one has, 11.7 million for 1,000 classes, less its head.
TEST(Presets, ResNet18HasTheWeightsOfThePublishedOne) {
  EXPECT_NEAR(static_cast<double>(network_for(64).parameter_count()), 11.18e6, 0.05e6);
}

TEST(Presets, ResNet18FitsImagesFrom32PixelsOn) {
  const Network network = network_for(32);
  EXPECT_EQ(network.output_shape().size(), 10);
  const std::size_t pooling = network.blocks() - 2;
  EXPECT_EQ(network.block(pooling).output_shape(), (Shape{.channels = 512, .height = 1, .width = 1}));
}

TEST(Presets, ResNet18RefusesSmallerImages) {
  EXPECT_THROW(resnet(28), Error);
}

}  // namespace
}  // namespace lfp::test::presets_test
