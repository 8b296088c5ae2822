#include "widgets/gl/network_shapes.h"

namespace lfp {
namespace {

constexpr float disc = 0.0F;
constexpr float rectangle = 1.0F;
constexpr float diamond = 2.0F;

void set_point(float (&target)[2], const QPointF& point) {
  target[0] = static_cast<float>(point.x());
  target[1] = static_cast<float>(point.y());
}

void set_colour(float (&target)[3], QRgb colour) {
  target[0] = static_cast<float>(qRed(colour)) / 255.0F;
  target[1] = static_cast<float>(qGreen(colour)) / 255.0F;
  target[2] = static_cast<float>(qBlue(colour)) / 255.0F;
}

ShapeInstance plain_shape(float kind, const QPointF& centre, const QSizeF& size, QRgb fill) {
  ShapeInstance shape{};
  set_point(shape.centre, centre);
  shape.half[0] = static_cast<float>(size.width() / 2.0);
  shape.half[1] = static_cast<float>(size.height() / 2.0);
  shape.kind = kind;
  set_colour(shape.fill, fill);
  set_colour(shape.ring, fill);
  return shape;
}

ShapeInstance disc_shape(const SceneUnit& unit, const Theme& theme) {
  ShapeInstance shape = plain_shape(disc, unit.centre, {unit.size, unit.size}, unit.fill);
  shape.ring_width = static_cast<float>(scene_sizes::ring_width * theme.zoom);
  shape.halo_width = static_cast<float>(scene_sizes::halo_width * theme.zoom);
  set_colour(shape.ring, unit.ring);
  return shape;
}

void add_marks(std::vector<ShapeInstance>& shapes, const NetworkScene& scene) {
  const double margin = 2.0 * scene.theme.zoom;
  for (const SceneEdge& edge : scene.edges) {
    if (edge.diamond <= 0.0) continue;
    const QPointF middle = (edge.from + edge.to) / 2.0;
    const QSizeF inner(edge.diamond, edge.diamond);
    shapes.push_back(plain_shape(diamond, middle, inner + QSizeF(margin, margin), scene.theme.base.rgb()));
    shapes.push_back(plain_shape(diamond, middle, inner, edge.colour));
  }
}

}  // namespace

std::vector<EdgeInstance> edge_instances(const NetworkScene& scene) {
  std::vector<EdgeInstance> instances;
  instances.reserve(scene.edges.size());
  for (const SceneEdge& edge : scene.edges) {
    EdgeInstance instance{};
    set_point(instance.from, edge.from);
    set_point(instance.to, edge.to);
    instance.half_width = static_cast<float>(edge.width / 2.0);
    set_colour(instance.colour, edge.colour);
    instances.push_back(instance);
  }
  return instances;
}

std::vector<ShapeInstance> shape_instances(const NetworkScene& scene) {
  std::vector<ShapeInstance> shapes;
  add_marks(shapes, scene);
  for (const SceneSheet& sheet : scene.sheets)
    shapes.push_back(plain_shape(rectangle, sheet.area().center(), sheet.area().size(), sheet.colour));
  for (const SceneUnit& unit : scene.units) {
    if (unit.is_cell)
      shapes.push_back(plain_shape(rectangle, unit.centre - QPointF(0.5, 0.5),
                                   {unit.size - 1.0, unit.size - 1.0}, unit.fill));
    else
      shapes.push_back(disc_shape(unit, scene.theme));
  }
  return shapes;
}

}  // namespace lfp
