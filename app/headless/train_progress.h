#pragma once

#include "app/headless/standard_output.h"
#include "core/lockstep/lockstep.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace lfp {

/// What `train` shows while it works: a bar on a terminal (standard error), a line an epoch on standard
/// output elsewhere, nothing when quiet.
class TrainProgress {
 public:
  /// Of the runs of `experiment`, of which `epochs` are trained already; the outputs are `of_values`, or else
  /// tell classes apart.
  TrainProgress(StandardOutput& out, const Experiment& experiment, std::int64_t epochs, bool of_values,
                bool is_quiet);
  ~TrainProgress();
  TrainProgress(const TrainProgress&) = delete;
  TrainProgress& operator=(const TrainProgress&) = delete;

  /// Called often; draws as seldom as suffices.
  void show(const Lockstep& lockstep);

 private:
  enum class Style { none, bar, lines };

  void print_line(const Lockstep& lockstep);
  void draw_bar(const Lockstep& lockstep);
  std::string scores(const Lockstep& lockstep) const;

  StandardOutput& out_;
  Style style_;
  std::vector<std::string> runs_;
  StopSpec stop_;
  bool of_values_;
  std::int64_t shown_epoch_;
  bool is_drawn_ = false;
  std::chrono::steady_clock::time_point next_draw_;
};

}  // namespace lfp
