#include "widgets/style/colour_map.h"
#include "widgets/views/network/scene/network_scene_parts.h"

#include <QImage>
#include <algorithm>

namespace lfp {
namespace {

/// Sizes in pixels at 100 %.
constexpr double largest_side = 46;
constexpr double least_side = 18;
constexpr double end_side = 34;
constexpr double gap = 5;

double side_of(const NetworkColumn& column, const Theme& theme) {
  const double room = column.units > 1 ? column.spacing - theme.px(gap) : theme.px(largest_side);
  return std::min<double>(room, theme.px(largest_side));
}

/// Draws a unit's values over the input plane; row 0, with the smallest y, is at the bottom.
QImage picture_of(const Table& values, std::int64_t unit, int resolution, float range, const Theme& theme) {
  const ColourTable& table = signed_colours(theme);
  QImage image(resolution, resolution, QImage::Format_RGB32);
  for (int row = 0; row < resolution; ++row)
    for (int column = 0; column < resolution; ++column)
      image.setPixel(column, resolution - 1 - row,
                     signed_colour(table, values.at(unit, row * resolution + column), range));
  return image;
}

}  // namespace

/// Each layer has its own range, so that its pictures show shapes; the legend explains the signs' colours.
void network_parts::add_planes(NetworkScene& scene, const SceneRequest& request) {
  const auto& planes = request.snapshot->runs[request.options.run].planes;
  if (!request.options.planes || !planes || request.options.subtracted) return;
  const bool wants_feedback = request.options.colour == NeuronColour::feedback;
  if (planes->is_feedback != wants_feedback) return;
  for (const NetworkColumn& column : scene.layout.columns) {
    if (column.kind != NetworkColumn::Kind::discs || column.layer == input_layer) continue;
    // The outputs are smaller because names and marks are close to them.
    const bool is_end = &column == &scene.layout.columns.back();
    const double side =
        std::min<double>(side_of(column, request.theme), request.theme.px(is_end ? end_side : largest_side));
    if (side < request.theme.px(least_side)) continue;
    const Table& layer = planes->layers[static_cast<std::size_t>(column.layer)];
    const float range = symmetric_range(layer.values);
    for (std::int64_t unit = 0; unit < column.units; ++unit) {
      const QPointF centre = column.centre(unit);
      scene.images.push_back({.area = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side),
                              .image = picture_of(layer, unit, planes->resolution, range, request.theme),
                              .frame = request.theme.control_border});
    }
  }
}

}  // namespace lfp
