#include "widgets/views/network/scene/network_maps.h"

#include "widgets/controls/scale_bar.h"
#include "widgets/style/colour_map.h"
#include "widgets/views/network/scene/network_scene_parts.h"

#include <QFontMetricsF>
#include <QImage>
#include <algorithm>
#include <cmath>
#include <functional>

namespace lfp {
namespace {

const std::vector<float>* values_in(const RunSnapshot& run, int layer, NeuronColour what) {
  if (!run.sample) return nullptr;
  const auto& maps = run.sample->maps;
  const auto map = std::ranges::find(maps, layer, &LayerMap::layer);
  if (map == maps.end()) return nullptr;
  return what == NeuronColour::feedback ? &map->feedback : &map->activation;
}

QImage sheet_of(const std::vector<float>& values, const Shape& shape, float range, const Theme& theme) {
  const ColourTable& table = signed_colours(theme);
  const auto width = static_cast<int>(shape.width);
  QImage image(width, static_cast<int>(shape.channels * shape.height), QImage::Format_RGB32);
  auto value = values.begin();
  for (int y = 0; y < image.height(); ++y) {
    auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
    for (int x = 0; x < width; ++x) line[x] = signed_colour(table, *value++, range);
  }
  return image;
}

/// Adds the colour range below each layer's maps if it fits.
void add_range(NetworkScene& scene, const NetworkColumn& column, float range) {
  const Theme& theme = scene.theme;
  const QString text = QStringLiteral("±") + scale_end_text(range).mid(1);
  double right = scene.size.width();
  for (const NetworkColumn& other : scene.layout.columns)
    if (other.area.left() > column.area.right()) right = std::min(right, other.area.left());
  if (QFontMetricsF(theme.small()).horizontalAdvance(text) > right - column.area.left() - theme.px(4)) return;
  network_parts::add_text(scene, {column.area.left(), column.area.bottom() + theme.px(9)}, Qt::AlignLeft,
                          text, theme.small(), theme.muted_text);
}

/// Returns the place with the largest value in the channel's map; 0 if no values are known.
std::int64_t strongest_place(const Snapshot& snapshot, const NetworkOptions& options,
                             const NetworkItem& item) {
  const auto values = map_values(snapshot, options, item.layer, options.colour);
  const Shape shape = map_shape(snapshot, item.layer);
  const std::int64_t places = shape.height * shape.width;
  if (std::ssize(values) < (item.unit + 1) * places) return 0;
  const auto first = values.begin() + item.unit * places;
  return std::max_element(first, first + places, [](float a, float b) { return std::abs(a) < std::abs(b); }) -
         first;
}

QRectF on_image(const QRectF& area, const Shape& shape, const PixelWindow& window) {
  const double across = area.width() / static_cast<double>(shape.width);
  const double down = area.height() / static_cast<double>(shape.height);
  return {area.left() + static_cast<double>(window.first_column) * across,
          area.top() + static_cast<double>(window.first_row) * down,
          static_cast<double>(window.end_column - window.first_column) * across,
          static_cast<double>(window.end_row - window.first_row) * down};
}

}  // namespace

bool has_maps(const Snapshot& snapshot, const NetworkOptions& options, int layer) {
  return options.one_sample && options.colour != NeuronColour::flips && layer >= 0 &&
         map_shape(snapshot, layer).is_image();
}

Shape map_shape(const Snapshot& snapshot, int layer) {
  return snapshot.runs.front().layers[static_cast<std::size_t>(layer)].output;
}

std::vector<float> map_values(const Snapshot& snapshot, const NetworkOptions& options, int layer,
                              NeuronColour what) {
  if (what == NeuronColour::feedback && !has_feedback_reached(snapshot, layer)) return {};
  const auto* own = values_in(snapshot.runs[options.run], layer, what);
  if (own == nullptr || std::ssize(*own) != map_shape(snapshot, layer).size()) return {};
  if (!options.subtracted) return *own;
  const auto* other = values_in(snapshot.runs[*options.subtracted], layer, what);
  if (other == nullptr || other->size() != own->size()) return {};
  std::vector<float> values = *own;
  std::ranges::transform(values, *other, values.begin(), std::minus<>());
  return values;
}

float map_range(const Snapshot& snapshot, const NetworkOptions& options, int layer) {
  return symmetric_range(map_values(snapshot, options, layer, options.colour));
}

std::int64_t map_place(const NetworkColumn& column, std::int64_t channel, const QPointF& place) {
  const QRectF area = column.unit_area(channel);
  if (!area.contains(place)) return -1;
  const auto along = [](double from, double length, std::int64_t count) {
    return std::clamp<std::int64_t>(static_cast<std::int64_t>(from / length * static_cast<double>(count)), 0,
                                    count - 1);
  };
  const std::int64_t row = along(place.y() - area.top(), area.height(), column.map.height);
  return row * column.map.width + along(place.x() - area.left(), area.width(), column.map.width);
}

PixelWindow seen_pixels(const Snapshot& snapshot, int layer, std::int64_t place) {
  std::vector<Shape> shapes{snapshot.dataset->shape};
  for (int below = 0; below <= layer; ++below) shapes.push_back(map_shape(snapshot, below));
  const std::int64_t width = shapes.back().width;
  return receptive_field(snapshot.experiment->network, shapes, layer, place / width, place % width);
}

std::optional<SeenWindow> seen_window(const NetworkScene& scene, const Snapshot& snapshot,
                                      const NetworkOptions& options, const NetworkItem& item) {
  const Shape& input = snapshot.dataset->shape;
  const bool is_known = item.kind == NetworkItem::Kind::unit && input.is_image() && snapshot.experiment;
  if (!is_known) return std::nullopt;
  const auto column = std::ranges::find_if(scene.layout.columns, [&](const NetworkColumn& each) {
    return each.layer == item.layer && each.kind == NetworkColumn::Kind::maps && item.unit < each.units;
  });
  if (column == scene.layout.columns.end()) return std::nullopt;
  const std::int64_t place = item.place >= 0 ? item.place : strongest_place(snapshot, options, item);
  const Shape& map = column->map;
  if (place >= map.height * map.width) return std::nullopt;
  const PixelWindow own{.first_row = place / map.width,
                        .end_row = place / map.width + 1,
                        .first_column = place % map.width,
                        .end_column = place % map.width + 1};
  return SeenWindow{
      .on_map = on_image(column->unit_area(item.unit), map, own),
      .on_input = on_image(scene.layout.input().area, input, seen_pixels(snapshot, item.layer, place))};
}

void network_parts::add_maps(NetworkScene& scene, const SceneRequest& request) {
  for (const NetworkColumn& column : scene.layout.columns) {
    if (column.kind != NetworkColumn::Kind::maps) continue;
    const auto layer = static_cast<std::size_t>(column.layer);
    const MapRange range = layer < request.map_ranges.size() ? request.map_ranges[layer] : MapRange{};
    const auto values = map_values(*request.snapshot, request.options, column.layer, request.options.colour);
    scene.maps.push_back({.column = column, .image = {}});
    if (values.empty()) continue;
    scene.maps.back().image =
        sheet_of(values, column.map, range.own > 0 ? range.own : range.printed, request.theme);
    if (range.printed > 0) add_range(scene, column, range.printed);
  }
}

}  // namespace lfp
