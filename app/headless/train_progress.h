#pragma once

#include "core/lockstep/lockstep.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lfp {

/// How many steps the experiment's stop allows; none where it never stops.
std::optional<std::int64_t> steps_until_stop(const StopSpec& stop, std::int64_t batches_per_epoch);

/// What `train` shows while it works: a bar on a terminal (standard error), a line an epoch on standard
/// output elsewhere, nothing when quiet.
class TrainProgress {
 public:
  /// `runs` names the runs; `total_steps` is none where training does not end by itself; the outputs are
  /// `of_values`, or else tell classes apart.
  TrainProgress(std::vector<std::string> runs, std::optional<std::int64_t> total_steps, bool of_values,
                bool is_quiet);
  ~TrainProgress();
  TrainProgress(const TrainProgress&) = delete;
  TrainProgress& operator=(const TrainProgress&) = delete;

  /// Called often; draws as seldom as suffices.
  void show(const Lockstep& lockstep);

 private:
  enum class Style { none, bar, lines };

  void draw_bar(const Lockstep& lockstep);
  std::string scores(const Lockstep& lockstep) const;

  Style style_;
  std::vector<std::string> runs_;
  std::optional<std::int64_t> total_steps_;
  bool of_values_;
  std::int64_t shown_epoch_ = 0;
  bool is_drawn_ = false;
  std::chrono::steady_clock::time_point next_draw_;
};

/// "97.5 %"
std::string percent(double fraction, int decimals = 1);
/// An accuracy as "97.5 %", or R² as "0.975".
std::string score(double score, bool of_values);

}  // namespace lfp
