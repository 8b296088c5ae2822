#include "widgets/views/network/network_ranges.h"

#include "widgets/views/network/scene/network_maps.h"

#include <algorithm>

namespace lfp {
namespace {

QString quantity_of(NeuronColour colour) {
  switch (colour) {
    case NeuronColour::feedback:
      return QStringLiteral("feedback");
    case NeuronColour::activation:
      return QStringLiteral("activation");
    case NeuronColour::flips:
      break;
  }
  return QStringLiteral("flips of neurons");
}

/// The range of all runs makes them comparable; diverged runs are left out as others would look blank.
float largest_unit_range(const Snapshot& snapshot, const NetworkOptions& options) {
  float largest = unit_range(snapshot, options);
  NetworkOptions other = options;
  for (other.run = 0; other.run < snapshot.runs.size() && !options.subtracted; ++other.run)
    if (!snapshot.runs[other.run].divergence) largest = std::max(largest, unit_range(snapshot, other));
  return largest;
}

float follow_units(HeatRange& range, const SceneRequest& request) {
  const auto wanted = range.mode() == HeatRange::Mode::shared ? largest_unit_range : unit_range;
  return range.follow(quantity_of(request.options.colour), request.snapshot->running,
                      [&] { return wanted(*request.snapshot, request.options); });
}

float follow_inputs(HeatRange& range, const SceneRequest& request) {
  return range.follow(QStringLiteral("feedback of inputs"), request.snapshot->running,
                      [&] { return input_feedback_range(*request.snapshot, request.options); });
}

/// While training runs, each picture is coloured by the range of its own values, so that none is pale or
/// saturated; the range in the legend follows slowly. A fixed or shared range applies to both.
bool has_own_range(const HeatRange& range, const SceneRequest& request) {
  return request.snapshot->running && range.mode() == HeatRange::Mode::automatic;
}

/// Returns the same name as the views of single layers' maps, so that they can share the range.
QString quantity_of_maps(NeuronColour colour) {
  return colour == NeuronColour::feedback ? QStringLiteral("feedback of maps")
                                          : QStringLiteral("activation of maps");
}

float largest_map_range(const SceneRequest& request) {
  float largest = 0.0F;
  const auto layers = static_cast<int>(request.snapshot->runs.front().layers.size());
  for (int layer = 0; layer < layers; ++layer)
    if (has_maps(*request.snapshot, request.options, layer))
      largest = std::max(largest, map_range(*request.snapshot, request.options, layer));
  return largest;
}

bool shows_image(const SceneRequest& request) {
  return request.snapshot->dataset->shape.is_image();
}

}  // namespace

void NetworkRanges::reset() {
  units_.reset();
  inputs_.reset();
  maps_.reset();
  layer_maps_.clear();
}

/// Unless it is fixed or shared, each layer has its own range, so that its maps show shapes.
void NetworkRanges::follow_maps(SceneRequest& request) {
  const Snapshot& shown = *request.snapshot;
  const std::size_t layers = shown.runs.front().layers.size();
  if (layer_maps_.size() != layers) layer_maps_.clear();
  layer_maps_.resize(layers);
  request.map_ranges.assign(layers, {});
  for (std::size_t at = 0; at < layers; ++at) {
    const auto layer = static_cast<int>(at);
    if (!has_maps(shown, request.options, layer)) continue;
    const auto own = [&] { return map_range(shown, request.options, layer); };
    const bool is_own = maps_.mode() == HeatRange::Mode::automatic;
    HeatRange& range = is_own ? layer_maps_[at] : maps_;
    const auto wanted = [&] { return is_own ? own() : largest_map_range(request); };
    MapRange& found = request.map_ranges[at];
    found.printed = range.follow(quantity_of_maps(request.options.colour), shown.running, wanted);
    found.own = range.for_picture(shown.running, own);
  }
}

/// Keeps the range within a step, so that a colour means the same number in all its phases.
float NetworkRanges::range_of_units(const SceneRequest& request, const Snapshot& now, bool is_stand_in) {
  if (is_stand_in) return follow_units(stand_in_, request);
  const bool is_walked = now.position.next_phase.kind != PhaseKind::forward;
  const bool is_held = held_ && held_->generation == now.generation && held_->step == now.position.step &&
                       held_->options == request.options && held_->range > 0;
  if (is_walked && is_held && units_.mode() == HeatRange::Mode::automatic) return held_->range;
  const float range = follow_units(units_, request);
  held_ = {
      .generation = now.generation, .step = now.position.step, .options = request.options, .range = range};
  return range;
}

void NetworkRanges::follow(SceneRequest& request, const Snapshot& now, bool is_stand_in) {
  const Snapshot& shown = *request.snapshot;
  request.range = range_of_units(request, now, is_stand_in);
  request.own_range = has_own_range(units_, request) ? unit_range(shown, request.options) : request.range;
  follow_maps(request);
  if (!shows_image(request)) return;
  request.input_range = follow_inputs(inputs_, request);
  request.own_input_range =
      has_own_range(inputs_, request) ? input_feedback_range(shown, request.options) : request.input_range;
}

void NetworkRanges::follow_for_figure(SceneRequest& request) const {
  NetworkRanges figure;
  figure.units_.copy_for_figure(units_);
  figure.inputs_.copy_for_figure(inputs_);
  figure.maps_.copy_for_figure(maps_);
  request.range = follow_units(figure.units_, request);
  figure.follow_maps(request);
  if (shows_image(request)) request.input_range = follow_inputs(figure.inputs_, request);
}

}  // namespace lfp
