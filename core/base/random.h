#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace lfp {

/// The purpose of a stream of random numbers. Streams of one seed are independent of one another, so that for
/// example another batch size does not change the initial weights. The numbers are part of the experiment's
/// meaning: never renumber them.
enum class RandomStream : std::uint64_t {
  data = 1,
  split = 2,
  weights = 3,
  batches = 4,
  layers = 5,
  pruning = 6,
  bootstrap = 7
};

/// The seeded generator: xoshiro256++ (Blackman and Vigna, 2019), seeded by SplitMix64. Its
/// distributions are fixed here, so that a seed means the same numbers everywhere; the standard
/// library's distributions differ between implementations. A value: copying it copies the state.
class Random {
 public:
  Random(std::uint64_t seed, RandomStream stream, std::uint64_t part = 0);

  std::uint64_t next();
  /// Uniform in [0, 1), 53 random bits.
  double uniform();
  double uniform(double low, double high);
  /// Standard normal (polar method of Marsaglia; the second value of each pair is kept).
  double normal();
  /// Uniform in 0 .. bound - 1, without bias (rejection). bound > 0.
  std::uint64_t below(std::uint64_t bound);
  /// Fisher-Yates.
  void shuffle(std::span<std::int32_t> values);

 private:
  std::array<std::uint64_t, 4> state_{};
  double spare_normal_ = 0.0;
  bool has_spare_normal_ = false;
};

}  // namespace lfp
