#pragma once

#include "app/headless/session_start.h"
#include "core/lockstep/lockstep.h"

#include <chrono>
#include <optional>
#include <string>

namespace lfp {

/// The session file that `train` writes at the end, and with `--checkpoint` on the way.
class SavedSession {
 public:
  /// Tries the file. Throws Error where it cannot be written. `minutes` lie between two savings on the way;
  /// without them it is saved only at the end.
  SavedSession(std::string file, std::optional<double> minutes);

  /// Saves if it is time to. Throws Error.
  void save_on_the_way(Lockstep& lockstep, const Experiment& experiment, const TrainStart& start);
  /// Throws Error.
  void save(Lockstep& lockstep, const Experiment& experiment, const TrainStart& start);

 private:
  using Clock = std::chrono::steady_clock;

  std::string file_;
  std::optional<Clock::duration> interval_;
  Clock::time_point next_;
};

}  // namespace lfp
