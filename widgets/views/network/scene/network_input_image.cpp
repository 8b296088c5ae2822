#include "widgets/views/network/scene/network_input_image.h"

#include "widgets/style/colour_map.h"

#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

constexpr double faded_picture = 0.45;  // of its contrast, below feedback

QImage blank(const Shape& shape) {
  return {static_cast<int>(shape.width), static_cast<int>(shape.height), QImage::Format_RGB32};
}

}  // namespace

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
