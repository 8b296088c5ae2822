#include "core/inspection/inspect_parameter.h"

#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

/// The one number of `all` at `item`; nothing where there is none.
Parameters one_of(const Parameters& all, const InspectedItem& item) {
  Parameters one;
  const bool is_there = *item.input < 0 ? all.bias.size() > 0 : all.weight.size() > 0;
  if (is_there) one.weight = Matrix::Constant(1, 1, parameter_of(all, item));
  return one;
}

/// In a step that stands before its update: the length that this will have after batch reduction.
double coming_norm(const Trainer& trainer) {
  const std::optional<double>& bound = trainer.spec().clip_value;
  double square = 0;
  for (std::size_t b = 0; b < trainer.network().blocks(); ++b) {
    if (trainer.is_frozen(b)) continue;
    Parameters feedback = trainer.parameter_feedback(b);
    if (bound)
      clip_values(feedback, static_cast<Scalar>(*bound / trainer.reduction(trainer.last_result().samples)));
    square += squared_norm(feedback);
  }
  return std::sqrt(square) * trainer.reduction(trainer.last_result().samples);
}

void add_clipping(const Trainer& trainer, ParameterInspection& result) {
  const std::optional<double>& clip_norm = trainer.spec().clip_norm;
  const PhaseKind next = trainer.next_phase().kind;
  if (next == PhaseKind::forward) {
    result.clip_factor = clip_factor(trainer.update_norm(), clip_norm);
  } else if (next == PhaseKind::update) {
    result.clip_factor = clip_factor(coming_norm(trainer), clip_norm);
  } else {
    result.knows_clip = !clip_norm;
  }
}

/// The optimiser itself is asked, about a layer of this one parameter.
double coming_update(const Trainer& trainer, const InspectedItem& item, const ParameterInspection& known) {
  const auto block = static_cast<std::size_t>(item.layer);
  const OptimiserState& state = trainer.optimiser_state(block);
  OptimiserState own{
      .momentum = one_of(state.momentum, item), .square = one_of(state.square, item), .steps = state.steps};
  Parameters parameter{.weight = Matrix::Constant(1, 1, static_cast<Scalar>(known.value)), .bias = {}};
  const Parameters feedback{.weight = Matrix::Constant(1, 1, static_cast<Scalar>(known.batch_feedback)),
                            .bias = {}};
  SignRecord signs(parameter);
  trainer.optimiser().update({.scale = static_cast<Scalar>(known.clip_factor),
                              .rate_factor = trainer.rate_factor(),
                              .step = trainer.step() + 1},
                             feedback, own, parameter, signs);
  return static_cast<double>(parameter.weight(0, 0)) - known.value;
}

/// The first and the last flip, where they were before anybody watched.
std::vector<std::int64_t> earlier_flips(std::int64_t first, std::int64_t last,
                                        const ParameterInspection& known) {
  std::vector<std::int64_t> steps;
  for (const std::int64_t step : {first, last}) {
    const bool is_watched = !known.values.empty() && (step > known.watched_since ||
                                                      std::ranges::binary_search(known.watched_flips, step));
    const bool is_same = !steps.empty() && steps.back() == step;
    if (step > 0 && !is_watched && !is_same) steps.push_back(step);
  }
  return steps;
}

}  // namespace

ParameterInspection inspect_parameter(const Trainer& trainer, const InspectedItem& item) {
  const auto block = static_cast<std::size_t>(item.layer);
  const Parameters& parameters = trainer.network().block(block).parameters();
  ParameterInspection result;
  result.value = static_cast<double>(parameter_of(parameters, item));
  result.batch_feedback = static_cast<double>(parameter_of(trainer.parameter_feedback(block), item)) *
                          trainer.reduction(trainer.last_result().samples);
  if (const auto& bound = trainer.spec().clip_value)
    result.batch_feedback = std::clamp(result.batch_feedback, -*bound, *bound);
  add_clipping(trainer, result);
  result.learning_rate = trainer.optimiser().learning_rate() * trainer.rate_factor();
  result.is_frozen = trainer.is_frozen(block);
  if (!result.is_frozen) result.update = coming_update(trainer, item, result);
  if (const WatchedParameter* watched = trainer.watched(item)) {
    result.watched_since = watched->since();
    result.values = watched->values().view();
    result.watched_flips = watched->flips();
  }
  const SignRecord& signs = trainer.signs(block);
  if (*item.input >= 0) {
    const auto index = static_cast<std::size_t>(item.unit * parameters.weight.cols() + *item.input);
    result.initial_sign = signs.initial_sign()[index];
    const WeightFlips flips = signs.flips_of(index);
    result.flips = flips.count;
    result.last_flip_step = flips.last_step;
    result.earlier_flips = earlier_flips(flips.first_step, flips.last_step, result);
  } else {
    result.initial_sign = signs.initial_bias_sign()[static_cast<std::size_t>(item.unit)];
  }
  return result;
}

void add_earlier(const std::vector<KeyFrame>& frames, std::size_t run, std::int64_t now,
                 const InspectedItem& item, ParameterInspection& parameter) {
  const std::int64_t since = parameter.values.empty() ? now : parameter.watched_since;
  for (const KeyFrame& frame : frames) {
    if (frame.step >= since) return;
    const Parameters& then = frame.runs[run].state->parameters[static_cast<std::size_t>(item.layer)];
    parameter.earlier.push_back({.step = frame.step, .value = static_cast<double>(parameter_of(then, item))});
  }
}

}  // namespace lfp
