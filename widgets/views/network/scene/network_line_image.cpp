#include "widgets/views/network/scene/network_line_image.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace lfp {
namespace {

/// The pixels of an image, addressed along the axis that the line follows and across it.
struct Raster {
  QRgb* first;
  std::ptrdiff_t along_stride, across_stride;
  int along_count, across_count;
};

QRgb mixed(QRgb below, QRgb above, std::uint32_t part_of_256) {
  const std::uint32_t rest = 256 - part_of_256;
  const std::uint32_t red_blue = (below & 0xFF00FF) * rest + (above & 0xFF00FF) * part_of_256;
  const std::uint32_t green = (below & 0x00FF00) * rest + (above & 0x00FF00) * part_of_256;
  return 0xFF000000U | ((red_blue >> 8) & 0xFF00FFU) | ((green >> 8) & 0x00FF00U);
}

void blend(QRgb& pixel, QRgb colour, double part) {
  pixel = mixed(pixel, colour, static_cast<std::uint32_t>(part * 256.0));
}

/// Draws one slice of the line: the pixels between `low` and `high` across it, the outer ones blended.
void draw_slice(QRgb* slice, const Raster& raster, double low, double high, QRgb colour) {
  low = std::max(low, 0.0);
  high = std::min<double>(high, raster.across_count);
  if (low >= high) return;
  const int first = static_cast<int>(low);
  const int last = static_cast<int>(high);
  QRgb* pixel = slice + first * raster.across_stride;
  if (first == last) {
    blend(*pixel, colour, high - low);
    return;
  }
  blend(*pixel, colour, first + 1 - low);
  for (int across = first + 1; across < last; ++across) *(pixel += raster.across_stride) = colour;
  if (high > last) blend(*(pixel + raster.across_stride), colour, high - last);
}

}  // namespace

void draw_smooth_line(QImage& image, const QPointF& from, const QPointF& to, double width, QRgb colour) {
  auto* bits = reinterpret_cast<QRgb*>(image.bits());
  const auto line_stride = static_cast<std::ptrdiff_t>(image.bytesPerLine()) / 4;
  QPointF start = from;
  QPointF end = to;
  Raster raster{bits, 1, line_stride, image.width(), image.height()};
  if (std::abs(to.y() - from.y()) > std::abs(to.x() - from.x())) {
    raster = {bits, line_stride, 1, image.height(), image.width()};
    start = from.transposed();
    end = to.transposed();
  }
  if (start.x() > end.x()) std::swap(start, end);
  const double length = end.x() - start.x();
  if (length <= 0.0) return;
  const double slope = (end.y() - start.y()) / length;
  const double half = width / 2.0 * std::sqrt(1.0 + slope * slope);
  const int first = std::max(0, static_cast<int>(std::lround(start.x())));
  const int last = std::min(raster.along_count, static_cast<int>(std::lround(end.x())));
  double middle = start.y() + slope * (first + 0.5 - start.x());
  for (int along = first; along < last; ++along, middle += slope)
    draw_slice(raster.first + along * raster.along_stride, raster, middle - half, middle + half, colour);
}

QImage edge_image(const NetworkScene& scene, const NetworkCamera& camera, double pixel_ratio) {
  QImage image((scene.size * pixel_ratio).toSize(), QImage::Format_RGB32);
  image.fill(scene.theme.base);
  for (const SceneEdge& edge : scene.edges) {
    draw_smooth_line(image, camera.to_screen(edge.from) * pixel_ratio,
                     camera.to_screen(edge.to) * pixel_ratio, edge.width * camera.zoom * pixel_ratio,
                     edge.colour);
  }
  image.setDevicePixelRatio(pixel_ratio);
  return image;
}

}  // namespace lfp
