#include "core/inspection/inspect_parameter.h"

#include "core/training/network_items.h"

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
double coming_norm(const RunState& run) {
  const std::optional<double>& bound = run.spec().clip_value;
  double square = 0;
  for (std::size_t b = 0; b < run.network.blocks(); ++b) {
    if (run.is_frozen(b)) continue;
    Parameters feedback = run.parameter_feedback[b];
    if (bound) clip_values(feedback, static_cast<Scalar>(*bound / run.reduction(run.last_result.samples)));
    square += squared_norm(feedback);
  }
  return std::sqrt(square) * run.reduction(run.last_result.samples);
}

void add_clipping(const RunState& run, ParameterInspection& result) {
  const std::optional<double>& clip_norm = run.spec().clip_norm;
  const PhaseKind next = run.next_phase.kind;
  if (next == PhaseKind::forward) {
    result.clip_factor = clip_factor(run.update_norm, clip_norm);
  } else if (next == PhaseKind::update) {
    result.clip_factor = clip_factor(coming_norm(run), clip_norm);
  } else {
    result.knows_clip = !clip_norm;
  }
}

/// The optimiser itself is asked, about a layer of this one parameter.
double coming_update(const RunState& run, const InspectedItem& item, const ParameterInspection& known) {
  const auto block = static_cast<std::size_t>(item.layer);
  const OptimiserState& state = run.optimiser_states[block];
  OptimiserState own{
      .momentum = one_of(state.momentum, item), .square = one_of(state.square, item), .steps = state.steps};
  Parameters parameter{.weight = Matrix::Constant(1, 1, static_cast<Scalar>(known.value)), .bias = {}};
  const Parameters feedback{.weight = Matrix::Constant(1, 1, static_cast<Scalar>(known.batch_feedback)),
                            .bias = {}};
  SignRecord signs(parameter);
  run.optimiser().update({.scale = static_cast<Scalar>(known.clip_factor),
                          .rate_factor = run.rate_factor(),
                          .step = run.step + 1},
                         feedback, own, parameter, signs);
  return static_cast<double>(parameter.weight(0, 0)) - known.value;
}

/// The first and the last flip, where they came before the parameter was watched.
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

ParameterInspection inspect_parameter(const RunState& run, const InspectedItem& item) {
  const auto block = static_cast<std::size_t>(item.layer);
  const Parameters& parameters = run.network.block(block).parameters();
  ParameterInspection result;
  result.value = static_cast<double>(parameter_of(parameters, item));
  result.batch_feedback = static_cast<double>(parameter_of(run.parameter_feedback[block], item)) *
                          run.reduction(run.last_result.samples);
  if (const auto& bound = run.spec().clip_value)
    result.batch_feedback = std::clamp(result.batch_feedback, -*bound, *bound);
  add_clipping(run, result);
  result.learning_rate = run.optimiser().learning_rate() * run.rate_factor();
  result.is_frozen = run.is_frozen(block);
  if (!result.is_frozen) result.update = coming_update(run, item, result);
  if (const WatchedParameter* watched = run.watched_parameter(item)) {
    result.watched_since = watched->since();
    result.values = watched->values().view();
    result.watched_flips = watched->flips();
  }
  const SignRecord& signs = run.signs[block];
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

}  // namespace lfp
