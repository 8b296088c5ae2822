#include "widgets/views/network/scene/network_scene.h"

#include "widgets/style/colour_map.h"
#include "widgets/views/names/score.h"
#include "widgets/views/names/unit_names.h"
#include "widgets/views/network/scene/network_maps.h"
#include "widgets/views/network/scene/network_scene_parts.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace lfp {
namespace {

NetworkPlan plan_of(const SceneRequest& request) {
  const Dataset& dataset = *request.snapshot->dataset;
  NetworkPlan plan;
  plan.sizes = network_sizes(*request.snapshot);
  plan.layers.resize(plan.sizes.size());
  std::iota(plan.layers.begin(), plan.layers.end(), input_layer);
  plan.maps.resize(plan.sizes.size());
  for (std::size_t at = 0; at < plan.sizes.size(); ++at)
    if (has_maps(*request.snapshot, request.options, plan.layers[at]))
      plan.maps[at] = map_shape(*request.snapshot, plan.layers[at]);
  plan.input = dataset.shape;
  if (outputs_image(*request.snapshot)) plan.image_outputs = dataset.shape;
  plan.one_sample = request.options.one_sample;
  plan.class_marks = dataset.is_planar() && !learns_values(*request.snapshot);
  const QFontMetricsF metrics(request.theme.bold());
  for (std::int64_t unit = 0; unit < plan.sizes.back(); ++unit)
    plan.name_width =
        std::max(plan.name_width, metrics.horizontalAdvance(output_name(*request.snapshot, unit)));
  plan.name_width = std::min<double>(plan.name_width, request.theme.px(90));
  return plan;
}

/// Removes layers without weights, which only rearrange or select values; used if not all layers fit.
NetworkPlan without_weightless(NetworkPlan plan, const Snapshot& snapshot) {
  const auto& layers = snapshot.runs.front().layers;
  const NetworkPlan all = plan;
  plan.sizes.clear();
  plan.layers.clear();
  plan.maps.clear();
  for (std::size_t at = 0; at < all.sizes.size(); ++at) {
    const int layer = all.layers[at];
    const bool is_end = layer == input_layer || at + 1 == all.sizes.size();
    if (!is_end && layers[static_cast<std::size_t>(layer)].parameters == 0) continue;
    plan.sizes.push_back(all.sizes[at]);
    plan.layers.push_back(layer);
    plan.maps.push_back(all.maps[at]);
  }
  return plan;
}

NetworkLayout layout_of(const SceneRequest& request) {
  const NetworkPlan plan = plan_of(request);
  NetworkLayout layout = lay_out(plan, request.size, request.theme);
  const bool wants_maps = std::ranges::any_of(plan.maps, [](const Shape& map) { return map.channels > 0; });
  const bool are_maps_seen = !wants_maps || layout.map_side >= request.theme.px(map_to_make_out);
  if (!layout.is_close && are_maps_seen) return layout;
  NetworkLayout brief = lay_out(without_weightless(plan, *request.snapshot), request.size, request.theme);
  return layout.is_close || brief.map_side > layout.map_side ? brief : layout;
}

/// Computes unit colours for values that may be missing.
class Colours {
 public:
  explicit Colours(const SceneRequest& request)
      : is_signed_(request.options.colour != NeuronColour::flips || request.options.subtracted),
        range_(request.own_range > 0 ? request.own_range : request.range),
        table_(is_signed_ ? signed_colours(request.theme) : unsigned_colours(request.theme)),
        missing_(request.theme.base.rgb()) {}

  QRgb of(const std::vector<float>& values, std::int64_t unit) const {
    const auto at = static_cast<std::size_t>(unit);
    if (at >= values.size()) return missing_;
    if (is_signed_) return signed_colour(table_, values[at], range_);
    const float part = range_ > 0.0F ? std::clamp(values[at] / range_, 0.0F, 1.0F) : 0.0F;
    return table_[static_cast<std::size_t>(part * 255.0F + 0.5F)];
  }

 private:
  bool is_signed_;
  float range_;
  const ColourTable& table_;
  QRgb missing_;
};

void add_units(NetworkScene& scene, const SceneRequest& request) {
  const Colours colours(request);
  for (const NetworkColumn& column : scene.layout.columns) {
    if (column.kind == NetworkColumn::Kind::image || column.kind == NetworkColumn::Kind::maps) continue;
    const auto values = unit_values(*request.snapshot, request.options, column.layer);
    const bool is_cell = column.kind == NetworkColumn::Kind::cells;
    const bool is_waiting = request.options.colour == NeuronColour::feedback &&
                            !has_feedback_reached(*request.snapshot, column.layer);
    // The ring of a waiting neuron is drawn later with dashes, on top of everything.
    const QColor around = is_cell ? request.theme.separator : request.theme.control_border;
    const QRgb ring = (is_waiting ? request.theme.base : around).rgb();
    if (is_cell) scene.sheets.push_back({.column = column, .colour = ring, .is_waiting = is_waiting});
    for (std::int64_t unit = 0; unit < column.units; ++unit) {
      scene.units.push_back({.centre = column.centre(unit),
                             .size = column.size,
                             .is_cell = is_cell,
                             .fill = colours.of(values, unit),
                             .ring = ring,
                             .layer = column.layer,
                             .unit = unit,
                             .is_waiting = is_waiting});
    }
  }
}

double distance_to(const SceneEdge& edge, const QPointF& place) {
  const QPointF along = edge.to - edge.from;
  const double length_squared = QPointF::dotProduct(along, along);
  const double part =
      length_squared > 0.0 ? QPointF::dotProduct(place - edge.from, along) / length_squared : 0.0;
  const QPointF nearest = edge.from + std::clamp(part, 0.0, 1.0) * along;
  return std::hypot(place.x() - nearest.x(), place.y() - nearest.y());
}

}  // namespace

NetworkScene make_scene(const SceneRequest& request) {
  NetworkScene scene;
  scene.size = request.size;
  scene.theme = request.theme;
  scene.layout = layout_of(request);
  network_parts::add_edges(scene, request);
  add_units(scene, request);
  network_parts::add_maps(scene, request);
  network_parts::add_captions(scene, request);
  network_parts::add_input(scene, request);
  network_parts::add_bundles(scene, request);
  network_parts::add_read_outs(scene, request);
  network_parts::add_notes(scene, request);
  network_parts::add_planes(scene, request);
  network_parts::add_numbers(scene, request);
  network_parts::add_legend(scene, request);
  return scene;
}

float unit_range(const Snapshot& snapshot, const NetworkOptions& options) {
  std::vector<float> all;
  const int first = snapshot.dataset->shape.is_image() ? 0 : input_layer;
  for (int layer = first; layer < static_cast<int>(snapshot.runs[options.run].layers.size()); ++layer) {
    const auto values = unit_values(snapshot, options, layer);
    all.insert(all.end(), values.begin(), values.end());
  }
  if (options.colour != NeuronColour::flips) return symmetric_range(all);
  float most = 0.0F;
  for (const float value : all) most = std::max(most, std::abs(value));
  return most;
}

float input_feedback_range(const Snapshot& snapshot, const NetworkOptions& options) {
  const auto values = unit_values(snapshot, options, input_layer, NeuronColour::feedback);
  return symmetric_range(values);
}

NetworkItem item_at(const NetworkScene& scene, const QPointF& place, double reach) {
  for (const SceneCaption& caption : scene.captions)
    if (caption.area.contains(place)) return {.kind = NetworkItem::Kind::caption, .layer = caption.layer};
  for (const NetworkColumn& column : scene.layout.columns) {
    if (!column.area.adjusted(-2, -2, 2, 2).contains(place)) continue;
    for (std::int64_t unit = 0; unit < column.units; ++unit) {
      if (column.kind == NetworkColumn::Kind::maps) {
        if (const auto at = map_place(column, unit, place); at >= 0)
          return {.kind = NetworkItem::Kind::unit, .layer = column.layer, .unit = unit, .place = at};
        continue;
      }
      const QPointF off = place - column.centre(unit);
      const double half = column.size / 2.0;
      const bool hit = column.kind == NetworkColumn::Kind::discs
                           ? std::hypot(off.x(), off.y()) <= half + 1.0
                           : std::abs(off.x()) <= half && std::abs(off.y()) <= half;
      if (hit) return {.kind = NetworkItem::Kind::unit, .layer = column.layer, .unit = unit};
    }
  }
  const SceneEdge* nearest = nullptr;
  double least = reach;
  for (const SceneEdge& edge : scene.edges) {
    const double distance = std::max(0.0, distance_to(edge, place) - edge.width / 2.0);
    if (distance > least) continue;
    least = distance;
    nearest = &edge;
  }
  if (!nearest) return {};
  return {.kind = NetworkItem::Kind::edge,
          .layer = nearest->layer,
          .unit = nearest->unit,
          .input = nearest->input};
}

QRectF unit_area(const NetworkScene& scene, int layer, std::int64_t unit) {
  for (const NetworkColumn& column : scene.layout.columns) {
    if (column.layer == layer && unit >= 0 && unit < column.units) return column.unit_area(unit);
  }
  return {};
}

}  // namespace lfp
