#pragma once

#include "core/lockstep/key_frames.h"
#include "core/lockstep/replay.h"
#include "core/lockstep/run_threads.h"
#include "core/training/trainer.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace lfp {

/// What one parameter was after each step before it was watched, in all runs: found by repeating these steps
/// beside the runs, from a key frame on. Training itself stays where it is.
class ParameterReplay {
 public:
  /// Starts at `since`, the step of a key frame.
  ParameterReplay(const InspectedItem& item, std::int64_t since, std::shared_ptr<const Experiment> experiment,
                  Materials materials);

  /// Repeats at most `steps` steps towards `now`, where `present` are.
  void go_on(const std::vector<std::unique_ptr<Trainer>>& present, const KeyFrames& frames, const Place& now,
             std::int64_t steps, RunThreads& threads);
  const InspectedItem& item() const { return item_; }
  /// How far the values are known.
  const Place& reached() const { return reached_; }
  std::int64_t since() const { return since_; }
  /// False where repeating the steps has not led to the runs' present state: the past that a file holds can
  /// be wrong.
  bool is_true() const { return is_true_; }
  /// The parameter of a run that is at `step`, which has been reached, as if it had been watched all the
  /// time.
  WatchedParameter of(std::size_t run, std::int64_t step, const Network& network) const;

 private:
  /// Of one run.
  struct Known {
    std::vector<Scalar> values;  // after each step from `since_` on
    std::vector<std::int64_t> flips;
  };

  void begin(const std::vector<std::unique_ptr<Trainer>>& present, const KeyFrames& frames);
  void repeat_to(std::int64_t step, RunThreads& threads);
  void note_flips();
  void compare(const std::vector<std::unique_ptr<Trainer>>& present);

  InspectedItem item_;
  std::int64_t since_;
  std::shared_ptr<const Experiment> experiment_;
  Materials materials_;
  std::vector<Known> known_;  // one a run
  Place reached_;
  bool is_true_ = true;
  Place at_;                                         // where `repeating_` are
  std::vector<std::unique_ptr<Trainer>> repeating_;  // while there is more to do
};

}  // namespace lfp
