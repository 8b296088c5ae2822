#include "widgets/views/network/network_ranges.h"

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

float follow_units(HeatRange& range, const SceneRequest& request) {
  return range.follow(quantity_of(request.options.colour), request.snapshot->running,
                      [&] { return unit_range(*request.snapshot, request.options); });
}

float follow_inputs(HeatRange& range, const SceneRequest& request) {
  return range.follow(QStringLiteral("feedback of inputs"), request.snapshot->running,
                      [&] { return input_feedback_range(*request.snapshot, request.options); });
}

/// While training runs each picture has the range of its own values, so that none is pale or saturated; the
/// printed one follows slowly. A range that a person fixed, or shares among views, holds for all.
bool has_own_range(const HeatRange& range, const SceneRequest& request) {
  return request.snapshot->running && range.mode() == HeatRange::Mode::automatic;
}

bool shows_image(const SceneRequest& request) {
  return request.snapshot->dataset->shape.is_image();
}

}  // namespace

void NetworkRanges::reset() {
  units_.reset();
  inputs_.reset();
}

/// In the middle of a step the range stays as it was: a colour means the same number in all its phases.
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
  if (!shows_image(request)) return;
  request.input_range = follow_inputs(inputs_, request);
  request.own_input_range =
      has_own_range(inputs_, request) ? input_feedback_range(shown, request.options) : request.input_range;
}

void NetworkRanges::follow_for_figure(SceneRequest& request) const {
  HeatRange units, inputs;
  units.copy_for_figure(units_);
  inputs.copy_for_figure(inputs_);
  request.range = follow_units(units, request);
  if (shows_image(request)) request.input_range = follow_inputs(inputs, request);
}

}  // namespace lfp
