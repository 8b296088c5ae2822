#pragma once

#include "core/optimisers/optimiser.h"

#include <algorithm>
#include <array>
#include <bit>
#include <type_traits>

namespace lfp {

/// What an optimiser remembers of one parameter.
struct Moments {
  Scalar momentum = 0;
  Scalar square = 0;
};

/// What pulls at a parameter: its feedback, scaled, and a part of itself towards zero if the weight decays.
template <bool Decays>
struct Pull {
  Scalar scale;
  Scalar decay;
  Scalar operator()(Scalar feedback, Scalar parameter) const {
    if constexpr (Decays) return scale * feedback - decay * parameter;
    return scale * feedback;
  }
};

/// Calls `use` with the cheapest Pull for that decay.
template <class Use>
void with_pull(Scalar scale, double weight_decay, const Use& use) {
  if (weight_decay > 0)
    use(Pull<true>{scale, static_cast<Scalar>(weight_decay)});
  else
    use(Pull<false>{scale, 0});
}

/// Brings `state` to what is to be remembered of `parameters`: what is missing becomes zero, what is not
/// needed is let go.
void prepare(OptimiserState& state, const Parameters& parameters, bool momentum, bool square);

/// Looks closer at weights first .. first + count - 1, of which some have changed their sign bit, come to
/// zero or left it: notes them in `signs`. A weight that lands on exactly zero keeps the sign bit it had, so
/// that leaving zero to the other side changes the bit and is noticed too.
void note_signs(const Scalar* before, Scalar* after, Index first, Index count, std::int64_t step,
                SignRecord& signs);

/// Moves `size` parameters, in blocks that fit the fastest cache. Calls note_block(before, after, first,
/// count) for the blocks in which a sign bit has changed or something has come to zero or left it.
template <class Move, class NoteBlock>
void move_all(const Move& move, Index size, const Scalar* feedback, Scalar* momentum, Scalar* square,
              Scalar* parameters, const NoteBlock& note_block) {
  using Bits = std::conditional_t<sizeof(Scalar) == 4, std::uint32_t, std::uint64_t>;
  constexpr unsigned sign_bit = sizeof(Bits) * 8 - 1;
  constexpr Index block_size = 64;
  std::array<Scalar, block_size> before{};
  for (Index first = 0; first < size; first += block_size) {
    const Index count = std::min(block_size, size - first);
    const Scalar* f = feedback + first;
    Scalar* v = Move::has_momentum ? momentum + first : nullptr;
    Scalar* s = Move::has_square ? square + first : nullptr;
    Scalar* w = parameters + first;
    Bits changed = 0;
    for (Index i = 0; i < count; ++i) {
      const Scalar old = w[i];
      Moments moments;
      if constexpr (Move::has_momentum) moments.momentum = v[i];
      if constexpr (Move::has_square) moments.square = s[i];
      w[i] = move(f[i], moments, old);
      if constexpr (Move::has_momentum) v[i] = moments.momentum;
      if constexpr (Move::has_square) s[i] = moments.square;
      before[static_cast<std::size_t>(i)] = old;
      changed |= std::bit_cast<Bits>(old) ^ std::bit_cast<Bits>(w[i]);
      changed |= (old == 0) != (w[i] == 0) ? Bits{1} << sign_bit : Bits{0};
    }
    if ((changed >> sign_bit) != 0) note_block(before.data(), w, first, count);
  }
}

/// One step of every parameter of a layer. `Move` says what an optimiser does to one of them,
///   Scalar operator()(Scalar feedback, Moments& moments, Scalar parameter) const,
/// and by has_momentum and has_square which of the moments it remembers, for which `state` is to be prepared.
/// Signs of weights are noted.
template <class Move>
void move_parameters(const Move& move, std::int64_t step, const Parameters& feedback, OptimiserState& state,
                     Parameters& parameters, SignRecord& signs) {
  ++state.steps;
  move_all(move, parameters.weight.size(), feedback.weight.data(), state.momentum.weight.data(),
           state.square.weight.data(), parameters.weight.data(),
           [&](const Scalar* before, Scalar* after, Index first, Index count) {
             note_signs(before, after, first, count, step, signs);
           });
  move_all(move, parameters.bias.size(), feedback.bias.data(), state.momentum.bias.data(),
           state.square.bias.data(), parameters.bias.data(), [](const Scalar*, Scalar*, Index, Index) {});
}

}  // namespace lfp
