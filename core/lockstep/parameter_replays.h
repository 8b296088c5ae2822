#pragma once

#include "core/lockstep/key_frames.h"
#include "core/lockstep/parameter_replay.h"
#include "core/lockstep/replayed.h"
#include "core/lockstep/runs.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace lfp {

/// The parameters that are watched in all runs, and what they were before.
class ParameterReplays {
 public:
  explicit ParameterReplays(Runs& runs) : runs_(runs) {}

  /// Records the values of those that are parameters after each step, in all runs.
  void watch(const std::vector<InspectedItem>& items);
  const std::vector<InspectedItem>& watched() const { return watched_; }
  /// Finds out what the watched parameters were before, as far back as key frames and `most_steps` lead, by
  /// repeating at most `steps` steps on the way to the runs' present state; `interventions` is how many led
  /// there. When one parameter is complete it looks as if it had always been watched; then call it again for
  /// the next.
  Replayed go_on(const KeyFrames& frames, std::size_t interventions, std::int64_t steps,
                 std::int64_t most_steps);
  void forget_beyond(const Place& place);
  void forget_all() { replays_.clear(); }

 private:
  Replayed go_on_with(const InspectedItem& item, const KeyFrames& frames, const Place& now,
                      std::int64_t steps, std::int64_t most_steps);
  bool is_watched(const InspectedItem& item) const;

  Runs& runs_;
  std::vector<InspectedItem> watched_;
  std::vector<ParameterReplay> replays_;  // of some or all of those
};

}  // namespace lfp
