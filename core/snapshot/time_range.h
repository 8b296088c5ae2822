#pragma once

#include "core/snapshot/intervention.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace lfp {

/// A run whose training would now go another way than the one that lies ahead, which would be forgotten.
struct Departure {
  std::size_t run = 0;
  RunSpec in_force;                ///< the settings that led on from here
  bool was_changed_ahead = false;  ///< it was also set otherwise, edited or taught on that way
};

/// How far back, and on again, training can go.
struct TimeRange {
  std::int64_t oldest = 0;
  std::int64_t reached = 0;
  std::vector<std::int64_t> key_frames;  ///< steps, ascending
  std::size_t bytes = 0;                 ///< held for it
  std::size_t limit = 0;                 ///< and at most
  std::optional<std::int64_t> target;    ///< on the way to this step
  std::vector<Departure> departures{};   ///< where something lies ahead
  std::vector<Intervention> taught;      ///< what was taught by hand up to here, the oldest first
};

}  // namespace lfp
