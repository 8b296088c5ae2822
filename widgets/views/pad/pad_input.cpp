#include "widgets/views/pad/pad_input.h"

#include <QRect>
#include <algorithm>
#include <cmath>

namespace lfp {

namespace {

constexpr int faintest_ink = 16;
constexpr double filled_part = 20.0 / 28.0;  // fraction of width and height

QRect bounds_of(const QImage& ink) {
  QRect bounds;
  for (int y = 0; y < ink.height(); ++y) {
    const uchar* line = ink.constScanLine(y);
    for (int x = 0; x < ink.width(); ++x)
      if (line[x] >= faintest_ink) bounds |= QRect(x, y, 1, 1);
  }
  return bounds;
}

/// Returns the left or top position of `size` pixels of ink that puts their centre of mass in the middle.
int offset_for(double centre_of_mass, int size, int whole) {
  const auto wanted = static_cast<int>(std::lround((whole - 1) / 2.0 - centre_of_mass));
  return std::clamp(wanted, 0, std::max(0, whole - size));
}

}  // namespace

std::vector<float> input_of_drawing(const QImage& ink, const Dataset& dataset) {
  const QRect bounds = bounds_of(ink);
  if (bounds.isEmpty()) return {};
  const auto width = static_cast<int>(dataset.shape.width);
  const auto height = static_cast<int>(dataset.shape.height);
  const QSize most(std::max(1, static_cast<int>(std::lround(width * filled_part))),
                   std::max(1, static_cast<int>(std::lround(height * filled_part))));
  QSize size = bounds.size().scaled(most, Qt::KeepAspectRatio);
  size = size.expandedTo(QSize(1, 1));
  const QImage small = ink.copy(bounds)
                           .scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                           .convertToFormat(QImage::Format_Grayscale8);
  double sum = 0.0;
  double sum_x = 0.0;
  double sum_y = 0.0;
  for (int y = 0; y < small.height(); ++y) {
    for (int x = 0; x < small.width(); ++x) {
      const double value = small.constScanLine(y)[x];
      sum += value;
      sum_x += value * x;
      sum_y += value * y;
    }
  }
  if (sum <= 0.0) return {};
  const int left = offset_for(sum_x / sum, small.width(), width);
  const int top = offset_for(sum_y / sum, small.height(), height);

  const auto pixels = static_cast<std::size_t>(width * height);
  std::vector<float> raw(pixels, 0.0F);
  for (int y = 0; y < small.height(); ++y)
    for (int x = 0; x < small.width(); ++x)
      raw[static_cast<std::size_t>((top + y) * width + left + x)] =
          static_cast<float>(small.constScanLine(y)[x]) / 255.0F;
  const Normalisation& normalisation = dataset.normalisation;
  std::vector<float> input(static_cast<std::size_t>(dataset.shape.size()));
  for (std::size_t feature = 0; feature < input.size(); ++feature) {
    const std::size_t at = normalisation.mean.size() == 1 ? 0 : feature;
    input[feature] = (raw[feature % pixels] - normalisation.mean[at]) / normalisation.deviation[at];
  }
  return input;
}

}  // namespace lfp
