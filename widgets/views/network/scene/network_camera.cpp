#include "widgets/views/network/scene/network_camera.h"

#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

constexpr double zoom_per_notch = 1.2;
constexpr double least_zoom = 0.5;
constexpr double most_zoom = 16.0;

}  // namespace

NetworkCamera NetworkCamera::zoomed(const QPointF& place, double notches) const {
  NetworkCamera result;
  result.zoom = std::clamp(zoom * std::pow(zoom_per_notch, notches), least_zoom, most_zoom);
  result.offset = place - to_scene(place) * result.zoom;
  return result;
}

NetworkCamera NetworkCamera::kept_over(const QSizeF& scene) const {
  const auto clamped = [this](double start, double length) {
    return std::clamp(start, length / 2.0 - zoom * length, length / 2.0);
  };
  return {zoom, {clamped(offset.x(), scene.width()), clamped(offset.y(), scene.height())}};
}

}  // namespace lfp
