#include "core/snapshot/feedback_health.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace lfp {
namespace {

constexpr float much_growth = 30.0F;
constexpr float much_loss = 1e-3F;

bool is_all_down(const Snapshot& snapshot) {
  const PhaseKind next = snapshot.position.next_phase.kind;
  return next == PhaseKind::forward || next == PhaseKind::update;
}

/// Feedback at the outputs that has grown by this factor is heading for divergence.
constexpr float much_growth_of_outputs = 100.0F;
/// The number of steps at the beginning whose mean is the reference for that growth.
constexpr std::int64_t first_steps = 10;
/// The fraction of the time steps in which a saturated unit spikes.
constexpr float always = 0.999F;
/// Outputs count as equal if they differ by no more than this fraction of their size.
constexpr float alike = 1e-6F;

std::string layer_text(std::size_t layer) {
  return "layer " + std::to_string(layer + 1);
}

bool are_all(const std::vector<float>& values, bool (*holds)(float)) {
  return !values.empty() && std::ranges::all_of(values, holds);
}

std::optional<TrainingWarning> warning_of_layer(const RunSnapshot& run, std::size_t l) {
  const LayerSnapshot& layer = run.layers[l];
  const bool is_off = are_all(layer.activation_mean, [](float mean) { return mean == 0.0F; });
  const auto warning = [l](TrainingFault fault, std::string cause, std::string what_to_do) {
    return TrainingWarning{.fault = fault,
                           .layer = static_cast<int>(l) + 1,
                           .cause = std::move(cause),
                           .remedy = std::move(what_to_do)};
  };
  if (layer.is_spiking && is_off)
    return warning(TrainingFault::spikes_silent,
                   "no neuron of " + layer_text(l) + " spikes, so that nothing is handed on",
                   "Lower its threshold, or choose an initialiser with larger weights");
  if (layer.is_spiking && are_all(layer.activation_mean, [](float mean) { return mean >= always; }))
    return warning(TrainingFault::spikes_saturated,
                   "every neuron of " + layer_text(l) +
                       " spikes at every time step, so that all samples look alike to it",
                   "Raise its threshold, or lower the learning rate");
  if (!layer.is_spiking && !layer.activation.empty() && is_off)
    return warning(
        TrainingFault::layer_off,
        "all units of " + layer_text(l) + " are off for every sample, so that nothing is handed on",
        "Start again with a lower learning rate, another initialiser or another activation");
  return std::nullopt;
}

std::optional<TrainingWarning> warning_of_outputs(const RunSnapshot& run) {
  if (!run.outputs) return std::nullopt;
  const float bound = alike * run.outputs->largest;
  const bool is_one = run.layers.back().units == 1;
  const bool are_equal = !is_one && run.outputs->between_outputs <= bound;
  const bool are_constant = run.outputs->between_samples <= bound;
  if (!are_equal && !are_constant) return std::nullopt;
  return TrainingWarning{.fault = TrainingFault::outputs_alike,
                         .layer = static_cast<int>(run.layers.size()),
                         .cause = are_equal ? "all outputs are equal, so that no class is told from another"
                                            : "the outputs are the same for every sample",
                         .remedy = "Start again with another initialiser or a lower learning rate"};
}

/// Returns by what factor the feedback at the outputs has grown since the beginning; 1 if that is not known
/// yet.
float growth_of_outputs(const RunSnapshot& run) {
  const TimelineView& steps = run.history.steps;
  const std::size_t column = StepColumns::feedback_norm(run.layers.size() - 1);
  if (steps.rows() == 0 || column >= steps.columns()) return 1.0F;
  const std::size_t last = steps.row_of(first_steps);
  if (steps.rows() <= last + 1) return 1.0F;
  float sum = 0.0F;
  for (std::size_t row = 0; row <= last; ++row) sum += steps.at(row, column);
  const float first = sum / static_cast<float>(last + 1);
  return first > 0.0F ? run.layers.back().feedback_norm / first : 1.0F;
}

std::string times_text(float factor) {
  const auto whole = static_cast<std::int64_t>(std::min(std::round(factor), 1e15F));
  return std::to_string(whole);
}

std::optional<TrainingWarning> warning_of_feedback(const Snapshot& snapshot, std::size_t index) {
  const RunSnapshot& run = snapshot.runs[index];
  const auto warning = feedback_warning(snapshot, index);
  if (warning && warning->grows)
    return TrainingWarning{.fault = TrainingFault::feedback_grows,
                           .layer = warning->layer,
                           .factor = warning->factor,
                           .cause = "the feedback at layer " + std::to_string(warning->layer) + " is " +
                                    times_text(warning->factor) + " times that at the outputs",
                           .remedy = "Raise ε, or use the rule LFP-z+z−"};
  const float growth = run.method == Method::lfp ? growth_of_outputs(run) : 1.0F;
  if (growth >= much_growth_of_outputs)
    return TrainingWarning{.fault = TrainingFault::outputs_grow,
                           .layer = static_cast<int>(run.layers.size()),
                           .factor = growth,
                           .cause = "the feedback at the outputs is " + times_text(growth) +
                                    " times what it was at the beginning",
                           .remedy = "Lower the learning rate, or set a clip norm"};
  if (!warning) return std::nullopt;
  return TrainingWarning{.fault = TrainingFault::feedback_vanishes,
                         .layer = warning->layer,
                         .factor = warning->factor,
                         .cause = "less than a thousandth of the feedback at the outputs arrives at layer " +
                                  std::to_string(warning->layer),
                         .remedy = "Lower ε, or use a rule that keeps the feedback's size, such as LFP-0"};
}

}  // namespace

std::optional<FeedbackWarning> feedback_warning(const Snapshot& snapshot, std::size_t run) {
  const RunSnapshot& state = snapshot.runs[run];
  if (!is_all_down(snapshot)) return std::nullopt;
  if (state.method != Method::lfp || state.layers.empty() || !(state.layers.back().feedback_norm > 0.0F))
    return std::nullopt;
  FeedbackWarning largest{.grows = true, .layer = 0, .factor = much_growth};
  FeedbackWarning least{.grows = false, .layer = 0, .factor = much_loss};
  for (std::size_t layer = 0; layer + 1 < state.layers.size(); ++layer) {
    const float factor = state.layers[layer].feedback_norm / state.layers.back().feedback_norm;
    const int number = static_cast<int>(layer) + 1;
    if (factor >= largest.factor) largest = {.grows = true, .layer = number, .factor = factor};
    if (factor < least.factor) least = {.grows = false, .layer = number, .factor = factor};
  }
  if (largest.layer > 0) return largest;
  if (least.layer > 0) return least;
  return std::nullopt;
}

float largest_ratio(const Snapshot& snapshot, std::size_t run) {
  const float farthest = farthest_ratio(snapshot, run);
  return farthest > 0.0F ? std::max(farthest, 1.0F / farthest) : 0.0F;
}

float farthest_ratio(const Snapshot& snapshot, std::size_t run) {
  const RunSnapshot& state = snapshot.runs[run];
  if (!is_all_down(snapshot) || state.layers.empty() || !(state.layers.back().feedback_norm > 0.0F))
    return 0.0F;
  float farthest = 1.0F;
  for (const LayerSnapshot& layer : state.layers) {
    const float ratio = layer.feedback_norm / state.layers.back().feedback_norm;
    const bool is_farther = std::max(ratio, 1.0F / ratio) > std::max(farthest, 1.0F / farthest);
    if (ratio > 0.0F && is_farther) farthest = ratio;
  }
  return farthest;
}

std::optional<TrainingWarning> training_warning(const Snapshot& snapshot, std::size_t run) {
  const RunSnapshot& state = snapshot.runs[run];
  if (!is_all_down(snapshot) || state.layers.empty() || state.divergence || state.history.steps.empty())
    return std::nullopt;
  std::optional<TrainingWarning> worst;
  for (std::size_t l = 0; l < state.layers.size(); ++l)
    if (auto found = warning_of_layer(state, l); found && (!worst || found->fault < worst->fault))
      worst = std::move(found);
  if (!worst) worst = warning_of_outputs(state);
  if (!worst) worst = warning_of_feedback(snapshot, run);
  return worst;
}

}  // namespace lfp
