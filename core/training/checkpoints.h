#pragma once

#include "core/training/trainer.h"

#include <cstdint>
#include <deque>
#include <vector>

namespace lfp {

/// The states of all runs at one step.
struct Checkpoint {
  std::int64_t step = 0;
  std::vector<TrainerState> runs;
};

/// The last few checkpoints, so that training can go back to before things went wrong.
class Checkpoints {
 public:
  void clear() { kept_.clear(); }
  void add(Checkpoint checkpoint) {
    kept_.push_back(std::move(checkpoint));
    if (kept_.size() > count) kept_.pop_front();
  }
  /// The newest that is not after `step`, or the oldest if all are; null if none is kept.
  const Checkpoint* before(std::int64_t step) const {
    for (auto checkpoint = kept_.rbegin(); checkpoint != kept_.rend(); ++checkpoint)
      if (checkpoint->step <= step) return &*checkpoint;
    return kept_.empty() ? nullptr : &kept_.front();
  }
  /// Forgets what lies after `step`.
  void drop_after(std::int64_t step) {
    while (!kept_.empty() && kept_.back().step > step) kept_.pop_back();
  }

 private:
  static constexpr std::size_t count = 4;
  std::deque<Checkpoint> kept_;
};

}  // namespace lfp
