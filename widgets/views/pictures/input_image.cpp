#include "widgets/views/pictures/input_image.h"

#include "widgets/style/colour_map.h"

#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

constexpr double faded_picture = 0.45;  // of its contrast, below feedback

QImage blank(const Shape& shape) {
  return {static_cast<int>(shape.width), static_cast<int>(shape.height), QImage::Format_RGB32};
}

/// 0 .. 1 for what was 0 .. 1 before normalisation.
double brightness(const Dataset& dataset, std::span<const float> input, std::size_t feature) {
  return std::clamp<double>(dataset.normalisation.raw(input[feature], feature), 0.0, 1.0);
}

}  // namespace

QImage sample_image(const Dataset& dataset, std::span<const float> input, const Theme& theme) {
  QImage image = blank(dataset.shape);
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

QImage input_feedback_image(const Shape& shape, std::span<const float> feedback, float range,
                            const Theme& theme, const QImage& below) {
  QImage image = blank(shape);
  const ColourTable& table = signed_colours(theme);
  const auto pixels = static_cast<std::size_t>(shape.width * shape.height);
  const auto width = static_cast<std::size_t>(shape.width);
  for (std::size_t pixel = 0; pixel < pixels; ++pixel) {
    const QPoint place(static_cast<int>(pixel % width), static_cast<int>(pixel / width));
    float sum = 0.0F;
    for (std::size_t at = pixel; at < feedback.size(); at += pixels) sum += feedback[at];
    QColor colour(signed_colour(table, sum, range));
    if (!below.isNull()) {
      const double part = range > 0.0F ? std::min(1.0, static_cast<double>(std::abs(sum) / range)) : 0.0;
      colour = blended(colour, blended(below.pixelColor(place), theme.base, faded_picture), std::sqrt(part));
    }
    image.setPixel(place, colour.rgb());
  }
  return image;
}

}  // namespace lfp
