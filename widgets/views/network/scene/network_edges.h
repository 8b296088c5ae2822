#pragma once

#include "widgets/views/network/scene/network_values.h"

#include <cstdint>
#include <deque>
#include <vector>

namespace lfp {

/// In layers with more weights than can be told apart, only this many of the strongest are drawn.
inline constexpr std::size_t most_edges = 90;
/// Returns the indices of the `count` largest weights by absolute value, without zeros, in no order.
std::vector<std::uint32_t> strongest_weights(const WeightReader& weights, std::size_t count);
/// Returns the indices of the `count` strongest weights into `unit`, or out of `input` (below).
std::vector<std::uint32_t> strongest_arriving(const WeightReader& weights, std::int64_t unit,
                                              std::size_t count);
std::vector<std::uint32_t> strongest_leaving(const WeightReader& weights, std::int64_t input,
                                             std::size_t count);

/// Knows how long ago, in real time, the step of a sign flip was first shown.
class FlipClock {
 public:
  static constexpr std::int64_t fade_milliseconds = 1500;

  /// Notes that a snapshot of `step` is shown at time `now` of a monotonic clock. Earlier flips count as old.
  void note(std::int64_t step, std::int64_t now);
  void reset() { shown_.clear(); }
  /// Returns 1 for a flip shown just now, falling to 0 within one and a half seconds; 0 for a step of 0.
  double freshness(std::uint32_t flip_step, std::int64_t now) const;

 private:
  struct Shown {
    std::int64_t step;
    std::int64_t at;
  };
  std::deque<Shown> shown_;  // the first entry is older than the fade
};

}  // namespace lfp
