#pragma once

#include "widgets/views/network/scene/network_values.h"

#include <cstdint>
#include <deque>
#include <vector>

namespace lfp {

/// Of layers with more weights than can be told apart only the strongest are drawn.
inline constexpr std::size_t most_edges = 90;
/// Indices of the `count` weights that are largest in size, zeros left out; in no order.
std::vector<std::uint32_t> strongest_weights(const WeightReader& weights, std::size_t count);
/// Indices of a unit's `count` strongest weights: those that arrive at `unit`, or those that leave `input`.
std::vector<std::uint32_t> strongest_arriving(const WeightReader& weights, std::int64_t unit,
                                              std::size_t count);
std::vector<std::uint32_t> strongest_leaving(const WeightReader& weights, std::int64_t input,
                                             std::size_t count);

/// Tells how long ago, in a person's time, the step of a sign flip was first shown.
class FlipClock {
 public:
  static constexpr std::int64_t fade_milliseconds = 1500;

  /// A snapshot of that step is shown now (by a monotonic clock). What happened before the first one is old.
  void note(std::int64_t step, std::int64_t now);
  void reset() { shown_.clear(); }
  /// 1 for a flip shown this very moment, falling to 0 over a second and a half; 0 for a step of 0.
  double freshness(std::uint32_t flip_step, std::int64_t now) const;

 private:
  struct Shown {
    std::int64_t step;
    std::int64_t at;
  };
  std::deque<Shown> shown_;  // the first one is older than the fade
};

}  // namespace lfp
