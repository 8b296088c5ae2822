#include "widgets/style/colour_map.h"
#include "widgets/views/network/scene/network_scene_parts.h"

#include <QImage>
#include <algorithm>

namespace lfp {
namespace {

/// In pixels at 100 %.
constexpr double largest_side = 46;
constexpr double least_side = 20;
constexpr double gap = 5;

double side_of(const NetworkColumn& column, const Theme& theme) {
  const double room = column.units > 1 ? column.spacing - theme.px(gap) : theme.px(largest_side);
  return std::min<double>(room, theme.px(largest_side));
}

/// The row with the smallest y is the lowest.
QImage picture_of(const Table& values, std::int64_t unit, int resolution, float range, const Theme& theme) {
  const ColourTable& table = signed_colours(theme);
  QImage image(resolution, resolution, QImage::Format_RGB32);
  for (int row = 0; row < resolution; ++row)
    for (int column = 0; column < resolution; ++column)
      image.setPixel(column, resolution - 1 - row,
                     signed_colour(table, values.at(unit, row * resolution + column), range));
  return image;
}

/// A coordinate over the plane, from -1 to 1.
Table coordinate(int resolution, bool is_x) {
  Table table{.rows = 1, .columns = resolution * resolution, .values = {}};
  for (int row = 0; row < resolution; ++row)
    for (int column = 0; column < resolution; ++column)
      table.values.push_back(
          2.0F * (static_cast<float>(is_x ? column : row) + 0.5F) / static_cast<float>(resolution) - 1.0F);
  return table;
}

}  // namespace

/// Each layer has a range of its own, so that pictures show shapes; the legend's colours give the signs.
void network_parts::add_planes(NetworkScene& scene, const SceneRequest& request) {
  const auto& planes = request.snapshot->runs[request.options.run].planes;
  if (!request.options.planes || !planes || request.options.subtracted) return;
  const bool wants_feedback = request.options.colour == NeuronColour::feedback;
  if (planes->is_feedback != wants_feedback) return;
  for (const NetworkColumn& column : scene.layout.columns) {
    const double side = side_of(column, request.theme);
    if (column.kind != NetworkColumn::Kind::discs || side < request.theme.px(least_side)) continue;
    const bool is_input = column.layer == input_layer;
    if (is_input && wants_feedback) continue;
    const auto table_of = [&](std::int64_t unit) {
      return is_input ? coordinate(planes->resolution, unit == 0)
                      : planes->layers[static_cast<std::size_t>(column.layer)];
    };
    const Table layer = table_of(0);
    const float range = symmetric_range(layer.values);
    for (std::int64_t unit = 0; unit < column.units; ++unit) {
      const QPointF centre = column.centre(unit);
      const QImage image = is_input ? picture_of(table_of(unit), 0, planes->resolution, range, request.theme)
                                    : picture_of(layer, unit, planes->resolution, range, request.theme);
      scene.images.push_back({.area = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side),
                              .image = image,
                              .frame = request.theme.control_border});
    }
  }
}

}  // namespace lfp
