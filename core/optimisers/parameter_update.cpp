#include "core/optimisers/parameter_update.h"

#include <cmath>

namespace lfp {
namespace {

/// True if it had to be made anew.
bool prepare(Parameters& moment, const Parameters& parameters, bool needed) {
  if (moment.count() == (needed ? parameters.count() : 0)) return false;
  moment = {};
  if (!needed) return false;
  moment.weight.setZero(parameters.weight.rows(), parameters.weight.cols());
  moment.bias.setZero(parameters.bias.size());
  return true;
}

void clip(Scalar* values, Index count, Scalar bound) {
  // The comparisons are false for NaN, so that it stays and is noticed.
  for (Index i = 0; i < count; ++i) {
    const Scalar value = values[i];
    values[i] = value > bound ? bound : value < -bound ? -bound : value;
  }
}

}  // namespace

void prepare(OptimiserState& state, const Parameters& parameters, bool momentum, bool square) {
  const bool new_momentum = prepare(state.momentum, parameters, momentum);
  const bool new_square = prepare(state.square, parameters, square);
  if (new_momentum || new_square) state.steps = 0;
}

void note_signs(const Scalar* before, Scalar* after, Index first, Index count, std::int64_t step,
                SignRecord& signs) {
  for (Index i = 0; i < count; ++i) {
    const bool keeps_sign = std::signbit(before[i]) == std::signbit(after[i]);
    if (keeps_sign && (before[i] == 0) == (after[i] == 0)) continue;
    signs.note(static_cast<std::size_t>(first + i), before[i], after[i], step);
    if (after[i] == 0) after[i] = std::copysign(after[i], before[i]);
  }
}

double squared_norm(const Parameters& parameters) {
  return static_cast<double>(parameters.weight.squaredNorm()) +
         static_cast<double>(parameters.bias.squaredNorm());
}

double clip_factor(double norm, std::optional<double> clip_norm) {
  return clip_norm ? std::min(1.0, *clip_norm / (norm + 1e-6)) : 1.0;
}

void clip_values(Parameters& feedback, Scalar bound) {
  clip(feedback.weight.data(), feedback.weight.size(), bound);
  clip(feedback.bias.data(), feedback.bias.size(), bound);
}

}  // namespace lfp
