#include "widgets/style/number_text.h"
#include "widgets/views/network/scene/network_scene_parts.h"
#include "widgets/views/phase_reach.h"

#include <QColor>
#include <QLocale>
#include <algorithm>
#include <cmath>

namespace lfp::network_parts {
namespace {

constexpr double least_width = 0.5;
constexpr double most_width = 3.4;
constexpr double least_opacity = 0.05;
constexpr double least_opacity_in_high_contrast = 0.4;
/// A number has to stand on a line that can be seen.
constexpr double least_opacity_with_number = 0.25;
// Weak edges lose colour faster than width, so that new networks, whose weights are all similar, stay
// readable.
constexpr double width_curve = 1.3;
constexpr double opacity_curve = 1.8;
constexpr double dimmed_opacity = 0.22;
constexpr double selected_opacity = 0.35;
constexpr double fresh_width = 3.5;
constexpr double path_opacity = 0.85;
constexpr double path_width = 2.2;

/// Painting order, from first to last.
enum class Rank { dimmed, normal, flipped, selected };

struct RankedEdge {
  Rank rank;
  double strength;
  SceneEdge edge;
};

bool touches(const NetworkItem& item, int layer, std::int64_t unit, std::int64_t input) {
  if (item.kind == NetworkItem::Kind::edge)
    return item.layer == layer && item.unit == unit && item.input == input;
  if (item.kind != NetworkItem::Kind::unit) return false;
  return (item.layer == layer && item.unit == unit) || (item.layer == layer - 1 && item.unit == input);
}

bool is_on(const std::vector<NetworkItem>& path, int layer, std::int64_t unit, std::int64_t input) {
  return std::any_of(path.begin(), path.end(), [&](const NetworkItem& edge) {
    return edge.layer == layer && edge.unit == unit && edge.input == input;
  });
}

bool is_selection(const NetworkItem& item) {
  return item.kind == NetworkItem::Kind::edge || item.kind == NetworkItem::Kind::unit;
}

/// Builds the edges that arrive at one layer.
class EdgeBuilder {
 public:
  /// `column` is the column where the edges arrive.
  EdgeBuilder(NetworkScene& scene, const SceneRequest& request, std::size_t column,
              std::vector<RankedEdge>& edges)
      : scene_(scene),
        request_(request),
        layer_(scene.layout.columns[column].layer),
        from_(scene.layout.columns[column - 1]),
        to_(scene.layout.columns[column]),
        weights_(*request.snapshot, request.options, static_cast<std::size_t>(layer_)),
        edges_(edges) {}

  void add() {
    if (!weights_.is_there()) return;
    measure_flow();
    measure_growth();
    const bool has_cells = from_.kind != NetworkColumn::Kind::discs || to_.kind != NetworkColumn::Kind::discs;
    is_thinned_ = has_cells || static_cast<std::int64_t>(weights_.count()) > most_weights_drawn_whole;
    const auto chosen = strongest_weights(weights_, is_thinned_ ? most_edges : weights_.count());
    for (const auto index : chosen) largest_ = std::max(largest_, std::abs(weights_.weight(index)));
    // The strongest of many weights are nearly equal, so the drawn strength starts at the weakest of them.
    least_ = is_thinned_ ? largest_ : 0.0F;
    if (is_thinned_)
      for (const auto index : chosen) least_ = std::min(least_, std::abs(weights_.weight(index)));
    for (const auto index : chosen) add_edge(index);
    if (is_thinned_) add_selected();
    if (is_thinned_) add_path();
    if (is_thinned_ && chosen.size() < weights_.count()) note_thinning(chosen.size());
  }

 private:
  /// Shows more edges for a selected unit than for others.
  void add_selected() {
    const NetworkItem& item = request_.selected;
    if (item.kind != NetworkItem::Kind::unit) return;
    std::vector<std::uint32_t> chosen;
    if (item.layer == layer_) chosen = strongest_arriving(weights_, item.unit, most_edges);
    if (item.layer == layer_ - 1) chosen = strongest_leaving(weights_, item.unit, most_edges);
    add_missing(chosen);
  }

  /// Adds the edges of the path even if they are weak.
  void add_path() {
    std::vector<std::uint32_t> chosen;
    for (const NetworkItem& edge : request_.path)
      if (edge.layer == layer_)
        chosen.push_back(static_cast<std::uint32_t>(edge.unit * weights_.inputs() + edge.input));
    add_missing(chosen);
  }

  void add_missing(const std::vector<std::uint32_t>& chosen) {
    const auto own = edges_.size();
    for (const auto index : chosen) {
      const bool is_there = std::any_of(
          edges_.begin(), edges_.begin() + static_cast<std::ptrdiff_t>(own),
          [&](const RankedEdge& each) { return each.edge.layer == layer_ && index_of(each.edge) == index; });
      if (!is_there) add_edge(index);
    }
  }

  /// In the layer that feedback is passing through, connections show the feedback they carry.
  void measure_flow() {
    const bool is_in_work = layer_in_work(*request_.snapshot) == layer_ &&
                            request_.snapshot->position.next_phase.kind != PhaseKind::output_feedback;
    const bool is_passed =
        is_in_work && lowest_reached(request_.snapshot->position.next_phase, layer_ + 1) < layer_;
    if (!is_passed || weights_.of_other() != nullptr) return;
    if (weights_.of_run().feedback.values.size() != weights_.count()) return;
    for (std::uint32_t index = 0; index < weights_.count(); ++index)
      largest_flow_ = std::max(largest_flow_, std::abs(flow_of(index)));
    if (largest_flow_ > 0.0F)
      scene_.thinning << Words::tr("Layer %1: connections show the feedback they carry").arg(layer_ + 1);
  }

  /// After an update, finds by how much weights became larger or smaller at most.
  void measure_growth() {
    if (!is_between_steps(*request_.snapshot) || weights_.of_other() != nullptr) return;
    const auto& moving = weights_.of_run().feedback.values;
    if (moving.size() != weights_.count()) return;
    for (const float value : moving) largest_growth_ = std::max(largest_growth_, std::abs(value));
  }

  double growth_of(std::uint32_t index) const {
    if (!(largest_growth_ > 0.0F)) return 0.0;
    const float outwards =
        std::copysign(1.0F, weights_.weight(index)) * weights_.of_run().feedback.values[index];
    return static_cast<double>(outwards / largest_growth_);
  }

  /// Returns the batch's feedback through this connection, up to a factor that all share: the LFP update is
  /// that share times the weight's sign, the gradient update is the share without the weight.
  float flow_of(std::uint32_t index) const {
    const float weight = weights_.weight(index);
    const float moving = weights_.of_run().feedback.values[index];
    const bool is_lfp = request_.snapshot->runs[request_.options.run].method == Method::lfp;
    return is_lfp ? std::copysign(1.0F, weight) * moving : weight * moving;
  }

  std::uint32_t index_of(const SceneEdge& edge) const {
    return static_cast<std::uint32_t>(edge.unit * weights_.inputs() + edge.input);
  }

  void add_edge(std::uint32_t index) {
    const Theme& theme = request_.theme;
    const float weight = weights_.weight(index);
    const std::int64_t unit = static_cast<std::int64_t>(index) / weights_.inputs();
    const std::int64_t input = static_cast<std::int64_t>(index) % weights_.inputs();
    const bool is_on_path = is_on(request_.path, layer_, unit, input);
    const bool is_selected =
        request_.path.empty() ? touches(request_.selected, layer_, unit, input) : is_on_path;
    const bool has_flow = largest_flow_ > 0.0F;
    const double flow = has_flow ? static_cast<double>(flow_of(index) / largest_flow_) : 0.0;
    const double strength = has_flow      ? std::abs(flow)
                            : is_selected ? plain_strength(weight)
                                          : strength_of(weight);
    SceneEdge edge;
    edge.layer = layer_;
    edge.unit = unit;
    edge.input = input;
    edge.from = from_.exit(edge.input);
    edge.to = to_.entry(edge.unit);

    Rank rank = Rank::normal;
    const bool has_high_contrast =
        theme.kind == Theme::Kind::high_contrast_light || theme.kind == Theme::Kind::high_contrast_dark;
    const double least = has_high_contrast          ? least_opacity_in_high_contrast
                         : request_.options.numbers ? least_opacity_with_number
                                                    : least_opacity;
    double opacity = least + (1.0 - least) * std::pow(strength, opacity_curve);
    QColor colour = (has_flow ? flow > 0.0 : weight > 0.0F) ? theme.positive : theme.negative;
    edge.flow = flow;
    edge.is_positive = weight > 0.0F;
    edge.growth = growth_of(index);
    edge.width = theme.zoom * (least_width + (most_width - least_width) * std::pow(strength, width_curve));
    if (!has_flow && weights_.is_flipped(index)) {
      rank = Rank::flipped;
      colour = theme.flip;
      opacity = 1.0;
      mark_flip(edge, strength, weights_.last_flip_step(index));
    }
    if (is_selection(request_.selected)) {
      rank = is_selected ? Rank::selected : Rank::dimmed;
      opacity = is_selected ? std::max(opacity, is_on_path ? path_opacity : selected_opacity)
                            : opacity * dimmed_opacity;
      if (is_selected) edge.width = std::max(edge.width, (is_on_path ? path_width : 1.0) * theme.zoom);
      if (!is_selected) edge.diamond = 0.0;
    }
    edge.colour = blended(colour, theme.base, opacity).rgb();
    edges_.push_back({rank, strength, edge});
  }

  /// Returns the weight's absolute value relative to the layer's largest, 0 .. 1.
  double plain_strength(float weight) const {
    return std::min(1.0, static_cast<double>(std::abs(weight) / largest_));
  }

  double strength_of(float weight) const {
    constexpr double weakest_of_thinned = 0.25;
    if (!is_thinned_ || largest_ <= least_) return plain_strength(weight);
    const double part = std::clamp<double>((std::abs(weight) - least_) / (largest_ - least_), 0.0, 1.0);
    return weakest_of_thinned + (1.0 - weakest_of_thinned) * part;
  }

  void mark_flip(SceneEdge& edge, double strength, std::uint32_t flip_step) {
    const double zoom = request_.theme.zoom;
    const double fresh = request_.flips ? request_.flips->freshness(flip_step, request_.now) : 0.0;
    const double settled = 1.0 + 1.6 * strength;
    edge.width = zoom * (settled + (fresh_width - settled) * fresh);
    edge.diamond = zoom * (8.0 + 5.0 * fresh);
    scene_.has_fresh_flips = scene_.has_fresh_flips || fresh > 0.0;
  }

  void note_thinning(std::size_t drawn) {
    const QString numbers =
        Words::tr("strongest %1 of %2")
            .arg(count_text(static_cast<qint64>(drawn)), count_text(static_cast<qint64>(weights_.count())));
    scene_.thinning
        << (scene_.thinning.empty() ? Words::tr("Edges drawn: %1") : Words::tr("and %1")).arg(numbers);
  }

  NetworkScene& scene_;
  const SceneRequest& request_;
  int layer_;
  const NetworkColumn& from_;
  const NetworkColumn& to_;
  WeightReader weights_;
  std::vector<RankedEdge>& edges_;
  bool is_thinned_ = false;
  float largest_ = 0.0F;
  float least_ = 0.0F;
  float largest_growth_ = 0.0F;
  float largest_flow_ = 0.0F;  // 0: the connections show their weights
};

}  // namespace

bool has_edges(const NetworkScene& scene, const SceneRequest& request, std::size_t column) {
  const int layer = scene.layout.columns[column].layer;
  const bool are_neighbours = scene.layout.columns[column - 1].layer == layer - 1;
  return are_neighbours && draws_edges(*request.snapshot, static_cast<std::size_t>(layer));
}

void add_edges(NetworkScene& scene, const SceneRequest& request) {
  std::vector<RankedEdge> edges;
  for (std::size_t column = 1; column < scene.layout.columns.size(); ++column)
    if (has_edges(scene, request, column)) EdgeBuilder(scene, request, column, edges).add();
  std::sort(edges.begin(), edges.end(), [](const RankedEdge& a, const RankedEdge& b) {
    if (a.rank != b.rank) return a.rank < b.rank;
    return a.strength < b.strength;
  });
  scene.edges.reserve(edges.size());
  for (const RankedEdge& each : edges) scene.edges.push_back(each.edge);
}

}  // namespace lfp::network_parts
