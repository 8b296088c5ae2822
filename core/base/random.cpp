#include "core/base/random.h"

#include <bit>
#include <cassert>
#include <cmath>
#include <utility>

namespace lfp {
namespace {

std::uint64_t split_mix(std::uint64_t& state) {
  state += 0x9e3779b97f4a7c15U;
  std::uint64_t mixed = state;
  mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
  return mixed ^ (mixed >> 31U);
}

}  // namespace

Random::Random(std::uint64_t seed, RandomStream stream, std::uint64_t part) {
  std::uint64_t mixer = seed;
  mixer = split_mix(mixer) ^ static_cast<std::uint64_t>(stream);
  mixer = split_mix(mixer) ^ part;
  for (auto& word : state_) word = split_mix(mixer);
}

std::uint64_t Random::next() {
  auto& s = state_;
  const std::uint64_t result = std::rotl(s[0] + s[3], 23) + s[0];
  const std::uint64_t shifted = s[1] << 17U;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= shifted;
  s[3] = std::rotl(s[3], 45);
  return result;
}

double Random::uniform() {
  return static_cast<double>(next() >> 11U) * 0x1.0p-53;
}

double Random::uniform(double low, double high) {
  return low + (high - low) * uniform();
}

double Random::normal() {
  if (has_spare_normal_) {
    has_spare_normal_ = false;
    return spare_normal_;
  }
  double first = 0.0;
  double second = 0.0;
  double square = 0.0;
  do {
    first = uniform(-1.0, 1.0);
    second = uniform(-1.0, 1.0);
    square = first * first + second * second;
  } while (square >= 1.0 || square == 0.0);
  const double factor = std::sqrt(-2.0 * std::log(square) / square);
  spare_normal_ = second * factor;
  has_spare_normal_ = true;
  return first * factor;
}

std::uint64_t Random::below(std::uint64_t bound) {
  assert(bound > 0);
  const std::uint64_t unfair = (0 - bound) % bound;  // 2^64 mod bound: values under it would be favoured
  std::uint64_t value = next();
  while (value < unfair) value = next();
  return value % bound;
}

void Random::shuffle(std::span<std::int32_t> values) {
  for (std::size_t remaining = values.size(); remaining > 1; --remaining)
    std::swap(values[remaining - 1], values[below(remaining)]);
}

}  // namespace lfp
