#include "core/network/presets.h"

#include "core/base/error.h"

#include <initializer_list>
#include <utility>

namespace lfp {
namespace {

using Layers = std::vector<LayerSpec>;

LayerSpec layer(const std::string& kind, std::initializer_list<std::pair<const char*, SettingValue>> settings,
                const std::string& activation = {}) {
  LayerSpec spec;
  spec.kind.name = kind;
  for (const auto& [name, value] : settings) spec.kind.settings.set(name, value);
  spec.activation.name = activation;
  return spec;
}

LayerSpec dense(std::int64_t units, const std::string& activation = "relu") {
  return layer("dense", {{"units", units}}, activation);
}

LayerSpec convolution(std::int64_t channels, std::int64_t kernel, std::int64_t padding,
                      const std::string& activation = "relu", std::int64_t stride = 1) {
  return layer("conv2d",
               {{"channels", channels},
                {"kernel_height", kernel},
                {"kernel_width", kernel},
                {"stride", stride},
                {"padding", padding}},
               activation);
}

LayerSpec pool() {
  return layer("max_pool", {});
}

LayerSpec norm(const std::string& activation = {}) {
  return layer("batch_norm", {}, activation);
}

LayerSpec residual(std::int64_t span, const std::string& activation = "relu") {
  return layer("residual", {{"span", span}}, activation);
}

LayerSpec spiking_dense(std::int64_t units) {
  return layer("lif_dense", {{"units", units}});
}

LayerSpec spiking_convolution(std::int64_t channels) {
  return layer(
      "lif_conv2d",
      {{"channels", channels}, {"kernel_height", std::int64_t{5}}, {"kernel_width", std::int64_t{5}}});
}

/// Convolutions of 3 x 3 that keep the image's size.
void add_stage(Layers& layers, std::initializer_list<std::int64_t> channels) {
  for (const std::int64_t count : channels) layers.push_back(convolution(count, 3, 1));
  layers.push_back(pool());
}

Layers toy(const Shape& /*input*/, std::int64_t outputs) {
  return {dense(32), dense(32), dense(outputs, {})};
}

Layers mlp(const Shape& /*input*/, std::int64_t outputs) {
  return {dense(256), dense(128), dense(outputs, {})};
}

Layers lenet(const Shape& /*input*/, std::int64_t outputs) {
  return {convolution(16, 5, 0), pool(), convolution(16, 5, 0), pool(), dense(120), dense(84),
          dense(outputs, {})};
}

Layers vgg_like(const Shape& /*input*/, std::int64_t outputs) {
  Layers layers;
  add_stage(layers, {32, 64});
  add_stage(layers, {128, 128});
  add_stage(layers, {256, 256});
  layers.insert(layers.end(), {dense(1024), dense(512), dense(outputs, {})});
  return layers;
}

Layers vgg_16(const Shape& /*input*/, std::int64_t outputs) {
  Layers layers;
  add_stage(layers, {64, 64});
  add_stage(layers, {128, 128});
  add_stage(layers, {256, 256, 256});
  add_stage(layers, {512, 512, 512});
  add_stage(layers, {512, 512, 512});
  layers.insert(layers.end(), {dense(4096), dense(4096), dense(outputs, {})});
  return layers;
}

/// Two convolutions with their norms, and the sum; the first halves the image for another number of channels.
void add_residual_block(Layers& layers, std::int64_t channels, std::int64_t stride) {
  layers.insert(layers.end(), {convolution(channels, 3, 1, {}, stride), norm("relu"),
                               convolution(channels, 3, 1, {}), norm(), residual(4)});
}

Layers small_resnet(const Shape& /*input*/, std::int64_t outputs) {
  Layers layers = {convolution(16, 3, 1, {}), norm("relu")};
  add_residual_block(layers, 16, 1);
  add_residual_block(layers, 32, 2);
  add_residual_block(layers, 64, 2);
  layers.push_back(layer("average_pool", {}));
  layers.push_back(dense(outputs, {}));
  return layers;
}

/// The side of an image that every second pixel of is left.
std::int64_t halved(std::int64_t side) {
  return (side - 1) / 2 + 1;
}

/// ResNet-18 (He et al. 2016): a convolution and a pooling that halve the image, four stages of two blocks of
/// which all but the first halve it again, and the mean of what is left of it.
Layers resnet_18(const Shape& input, std::int64_t outputs) {
  Layers layers = {convolution(64, 7, 3, {}, 2), norm("relu"),
                   layer("max_pool", {{"kernel_height", std::int64_t{3}},
                                      {"kernel_width", std::int64_t{3}},
                                      {"stride", std::int64_t{2}},
                                      {"padding", std::int64_t{1}}})};
  Shape left{.channels = 64, .height = halved(halved(input.height)), .width = halved(halved(input.width))};
  for (const std::int64_t channels : {64, 128, 256, 512}) {
    const bool halves = channels != left.channels;
    add_residual_block(layers, channels, halves ? 2 : 1);
    add_residual_block(layers, channels, 1);
    if (halves) left = {.channels = channels, .height = halved(left.height), .width = halved(left.width)};
  }
  layers.push_back(layer("average_pool", {{"kernel_height", std::int64_t{left.height}},
                                          {"kernel_width", std::int64_t{left.width}},
                                          {"stride", std::int64_t{1}}}));
  layers.push_back(dense(outputs, {}));
  return layers;
}

Layers spiking_mlp(const Shape& /*input*/, std::int64_t outputs) {
  return {spiking_dense(1000), spiking_dense(outputs)};
}

Layers spiking_cnn(const Shape& /*input*/, std::int64_t outputs) {
  return {spiking_convolution(12), pool(), spiking_convolution(64), pool(), spiking_dense(outputs)};
}

/// `smallest` is the side of the smallest image that it takes; 0: it takes everything.
PresetEntry preset(EntryInfo info, std::int64_t smallest,
                   Layers (*layers)(const Shape& input, std::int64_t outputs)) {
  const std::string label = info.label;
  return {.info = std::move(info),
          .make = [label, smallest, layers](const Shape& input, std::int64_t outputs) {
            if (smallest > 0 && (input.height < smallest || input.width < smallest))
              throw Error("network",
                          label + " needs images of at least " + std::to_string(smallest) + " × " +
                              std::to_string(smallest) + " pixels, but the samples are " + to_text(input),
                          "Choose image data, or another network");
            NetworkSpec spec;
            spec.layers = layers(input, outputs);
            return spec;
          }};
}

EntryInfo info_of(std::string name, std::string label, std::string summary,
                  std::vector<std::string> tags = {}) {
  return {.name = std::move(name),
          .label = std::move(label),
          .summary = std::move(summary),
          .formula = {},
          .settings = {},
          .tags = std::move(tags)};
}

}  // namespace

const std::vector<PresetEntry>& preset_entries() {
  static const std::vector<PresetEntry> entries = {
      preset(info_of("toy", "Toy network", "32-32: for points in the plane"), 0, toy),
      preset(info_of("mlp", "MLP", "256-128: dense layers for small images"), 0, mlp),
      preset(info_of("lenet", "LeNet", "Two convolutions of 16 channels, then 120-84"), 16, lenet),
      preset(info_of("vgg_like", "VGG-like", "Six convolutions of 32 to 256 channels, for 32 × 32 pixels"), 8,
             vgg_like),
      preset(
          info_of("vgg_16", "VGG-16", "Thirteen convolutions of 64 to 512 channels: slow without patience"),
          32, vgg_16),
      preset(info_of("small_resnet", "Small ResNet", "Three residual blocks of 16, 32 and 64 channels"), 8,
             small_resnet),
      preset(info_of("resnet18", "ResNet-18",
                     "Eight residual blocks of 64 to 512 channels: slow without patience"),
             32, resnet_18),
      preset(info_of("spiking_mlp", "Spiking MLP", "1000 integrate-and-fire neurons, then the outputs",
                     {"spiking"}),
             0, spiking_mlp),
      preset(info_of("spiking_cnn", "Spiking CNN", "Two spiking convolutions of 12 and 64 channels",
                     {"spiking"}),
             16, spiking_cnn),
  };
  return entries;
}

}  // namespace lfp
