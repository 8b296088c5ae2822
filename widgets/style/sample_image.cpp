#include "widgets/style/sample_image.h"

#include "widgets/style/colour_map.h"

#include <algorithm>

namespace lfp {
namespace {

/// 0 .. 1 for what was 0 .. 1 before normalisation.
double brightness(const Dataset& dataset, std::span<const float> input, std::size_t feature) {
  return std::clamp<double>(dataset.normalisation.raw(input[feature], feature), 0.0, 1.0);
}

}  // namespace

QImage sample_image(const Dataset& dataset, std::span<const float> input, const Theme& theme) {
  QImage image(static_cast<int>(dataset.shape.width), static_cast<int>(dataset.shape.height),
               QImage::Format_RGB32);
  const auto pixels = static_cast<std::size_t>(dataset.shape.width * dataset.shape.height);
  const auto width = static_cast<std::size_t>(dataset.shape.width);
  for (std::size_t pixel = 0; pixel < pixels; ++pixel) {
    QColor colour = blended(theme.text, theme.base, brightness(dataset, input, pixel));
    if (dataset.shape.channels == 3) {
      colour = QColor::fromRgbF(static_cast<float>(brightness(dataset, input, pixel)),
                                static_cast<float>(brightness(dataset, input, pixel + pixels)),
                                static_cast<float>(brightness(dataset, input, pixel + 2 * pixels)));
    }
    image.setPixel(static_cast<int>(pixel % width), static_cast<int>(pixel / width), colour.rgb());
  }
  return image;
}

}  // namespace lfp
