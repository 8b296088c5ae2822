#include "widgets/views/network/scene/network_numbers.h"

#include "widgets/style/number_text.h"
#include "widgets/views/network/scene/network_scene_parts.h"

#include <QFontMetricsF>
#include <algorithm>
#include <array>
#include <cmath>

namespace lfp {
namespace {

constexpr std::int64_t most_connections = 60;
/// Positions along a connection for its number, in order of preference.
constexpr std::array places_along{0.5, 0.34, 0.66, 0.24, 0.76, 0.42, 0.58, 0.18, 0.82};

/// Writes numbers beside their items so that none covers another.
class Numbers {
 public:
  Numbers(NetworkScene& scene, const SceneRequest& request)
      : scene_(scene), request_(request), metrics_(request.theme.small()) {
    for (const SceneUnit& unit : scene.units) {
      const double half = unit.size / 2 + 1;
      taken_.emplace_back(unit.centre.x() - half, unit.centre.y() - half, 2 * half, 2 * half);
    }
    for (const SceneText& text : scene.texts) taken_.push_back(text.area);
  }

  void add() {
    for (const NetworkColumn& column : scene_.layout.columns)
      if (column.kind == NetworkColumn::Kind::discs) add_units(column);
    // The strongest edges are painted last but get their numbers first.
    for (auto edge = scene_.edges.rbegin(); edge != scene_.edges.rend(); ++edge) add_edge(*edge);
  }

 private:
  QString text_of(double value) const {
    switch (request_.options.colour) {
      case NeuronColour::feedback:
        return signed_text(value, 3);
      case NeuronColour::activation:
        return number_text(value, 3);
      case NeuronColour::flips:
        break;
    }
    return number_text(value, 0);
  }

  void add_units(const NetworkColumn& column) {
    const auto values = unit_values(*request_.snapshot, request_.options, column.layer);
    for (std::int64_t unit = 0; unit < std::min<std::int64_t>(column.units, std::ssize(values)); ++unit) {
      const QPointF centre = column.centre(unit);
      const QString text = text_of(static_cast<double>(values[static_cast<std::size_t>(unit)]));
      const double off = column.size / 2 + metrics_.height() / 2 + 4;
      const double below = centre.y() + off;
      const double above = centre.y() - off;
      for (const double y : {below, above})
        if (write({centre.x(), y}, text, request_.theme.text)) break;
    }
  }

  void add_edge(const SceneEdge& edge) {
    const auto at = static_cast<std::size_t>(edge.layer);
    const WeightReader weights(*request_.snapshot, request_.options, at);
    if (!weights.is_there()) return;
    const auto index = static_cast<std::size_t>(edge.unit * weights.inputs() + edge.input);
    const QString text = signed_text(static_cast<double>(weights.weight(index)), 2);
    for (const double along : places_along)
      if (write(edge.from + along * (edge.to - edge.from), text, request_.theme.text)) return;
  }

  bool write(const QPointF& centre, const QString& text, const QColor& colour) {
    // Slightly wider than the text, which is rounded to whole pixels.
    const double width = metrics_.horizontalAdvance(text) + 5;
    const double height = metrics_.height() + 2;
    const QRectF place(centre.x() - width / 2, centre.y() - height / 2, width, height);
    const bool is_taken = std::any_of(taken_.begin(), taken_.end(),
                                      [&](const QRectF& other) { return other.intersects(place); });
    if (is_taken || !QRectF(QPointF(), scene_.size).contains(place)) return false;
    taken_.push_back(place);
    scene_.boxes.push_back({place, request_.theme.base});
    network_parts::add_text(scene_, centre, Qt::AlignHCenter, text, request_.theme.small(), colour);
    return true;
  }

  NetworkScene& scene_;
  const SceneRequest& request_;
  QFontMetricsF metrics_;
  std::vector<QRectF> taken_;
};

}  // namespace

bool has_room_for_numbers(const Snapshot& snapshot) {
  std::int64_t connections = 0;
  const auto& layers = snapshot.runs.front().layers;
  for (std::size_t layer = 0; layer < layers.size(); ++layer) {
    if (layers[layer].parameters == 0) continue;
    if (!draws_edges(snapshot, layer)) return false;
    connections += layers[layer].inputs * layers[layer].units;
  }
  return connections <= most_connections;
}

void network_parts::add_numbers(NetworkScene& scene, const SceneRequest& request) {
  if (request.options.numbers && has_room_for_numbers(*request.snapshot)) Numbers(scene, request).add();
}

}  // namespace lfp
