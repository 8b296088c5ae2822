#pragma once

#include "core/snapshot/snapshot.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>

namespace lfp {

/// Training at full speed, in pieces, without the runs waiting for each other. Its functions are called by
/// the threads that train, one at a time.
struct FreeTraining {
  struct Piece {
    std::int64_t steps = 0;           ///< 0: training ends here
    bool is_shown = false;            ///< its end is described
    bool may_repeat_weights = false;  ///< there, as RunDescriptions::describe()
  };
  /// What all runs have done. The seconds are those of the run that took longest.
  struct Done {
    std::int64_t steps = 0;
    double seconds = 0;             ///< of training
    double describing_seconds = 0;  ///< and beside it
    std::size_t diverged = 0;       ///< runs that have, so far
    std::optional<Snapshot> snapshot;
  };
  Interest interest;  ///< of what is described
  std::function<Piece(std::int64_t step)> next;
  std::function<void(Done)> done;
};

}  // namespace lfp
