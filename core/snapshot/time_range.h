#pragma once

#include "core/snapshot/intervention.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace lfp {

/// A run whose training would now depart from the recorded steps ahead, which would then be discarded.
struct Departure {
  std::size_t run = 0;
  RunSpec in_force;                ///< the settings that produced the recorded steps ahead
  bool was_changed_ahead = false;  ///< settings were changed, parameters edited or feedback taught ahead
};

/// The steps that training can go back to, and forward to again.
struct TimeRange {
  std::int64_t oldest = 0;
  std::int64_t reached = 0;
  std::vector<std::int64_t> key_frames;  ///< steps, ascending
  std::size_t bytes = 0;                 ///< memory held for the history
  std::size_t limit = 0;                 ///< upper limit of `bytes`
  std::optional<std::int64_t> target;    ///< the step that training is on its way to, if any
  std::vector<Departure> departures{};   ///< only for runs with recorded steps ahead
  std::vector<Intervention> taught;      ///< feedback given by hand up to this step, oldest first
};

}  // namespace lfp
