#include "core/training/parameter_update.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <type_traits>

namespace lfp {
namespace {

using Bits = std::conditional_t<sizeof(Scalar) == 4, std::uint32_t, std::uint64_t>;
constexpr Index block_size = 64;

/// Looks closer at a block in which some sign bit has changed. A weight that lands on exactly zero keeps the
/// sign bit it had, so that leaving zero to the other side changes the bit and is noticed too.
void note_block(const Scalar* before, Scalar* after, Index first, Index count, std::int64_t step,
                SignRecord& signs) {
  for (Index i = 0; i < count; ++i) {
    if (std::signbit(before[i]) == std::signbit(after[i])) continue;
    signs.note(static_cast<std::size_t>(first + i), before[i], after[i], step);
    if (after[i] == 0) after[i] = std::copysign(after[i], before[i]);
  }
}

void update_weights(const Optimiser& optimiser, Scalar scale, std::int64_t step, const Matrix& feedback,
                    Matrix& momentum, Matrix& weight, SignRecord& signs) {
  const Scalar kept = optimiser.momentum;
  const Scalar rate = optimiser.learning_rate;
  std::array<Scalar, block_size> before;
  for (Index first = 0; first < weight.size(); first += block_size) {
    const Index count = std::min(block_size, weight.size() - first);
    const Scalar* f = feedback.data() + first;
    Scalar* v = momentum.data() + first;
    Scalar* w = weight.data() + first;
    Bits changed = 0;
    for (Index i = 0; i < count; ++i) {
      const Scalar old = w[i];
      v[i] = kept * v[i] + scale * f[i];
      w[i] = old + rate * v[i];
      before[static_cast<std::size_t>(i)] = old;
      changed |= std::bit_cast<Bits>(old) ^ std::bit_cast<Bits>(w[i]);
    }
    constexpr unsigned sign_bit = sizeof(Bits) * 8 - 1;
    if ((changed >> sign_bit) != 0) note_block(before.data(), w, first, count, step, signs);
  }
}

}  // namespace

double squared_norm(const Parameters& parameters) {
  return static_cast<double>(parameters.weight.squaredNorm()) +
         static_cast<double>(parameters.bias.squaredNorm());
}

double clip_factor(double norm, std::optional<double> clip_norm) {
  return clip_norm ? std::min(1.0, *clip_norm / (norm + 1e-6)) : 1.0;
}

void update_parameters(const Optimiser& optimiser, Scalar scale, std::int64_t step,
                       const Parameters& feedback, Parameters& momentum, Parameters& parameters,
                       SignRecord& signs) {
  update_weights(optimiser, scale, step, feedback.weight, momentum.weight, parameters.weight, signs);
  momentum.bias = optimiser.momentum * momentum.bias + scale * feedback.bias;
  parameters.bias += optimiser.learning_rate * momentum.bias;
}

}  // namespace lfp
