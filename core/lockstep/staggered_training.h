#pragma once

#include "core/lockstep/free_training.h"
#include "core/lockstep/run_descriptions.h"
#include "core/lockstep/runs.h"
#include "core/lockstep/time_travel.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace lfp {

/// Free training of all runs, divided into legs: every run does them by itself, at most one leg ahead of the
/// last. What belongs to all runs, key frames and snapshots, is put together by the run that arrives last.
class StaggeredTraining {
 public:
  StaggeredTraining(Runs& runs, TimeTravel& time, RunDescriptions& descriptions,
                    const FreeTraining& training);

  /// One leg more of that run, in its own thread; false at the end of the way.
  bool go_on(std::size_t run);

 private:
  static constexpr std::size_t most_under_way = 2;

  /// What one run has done in a leg.
  struct Walk {
    bool begins = false;    // it had not diverged before
    std::int64_t step = 0;  // that it has reached
    double copying_seconds = 0;
    double training_seconds = 0;
    double describing_seconds = 0;
  };
  struct Leg {
    std::int64_t begin = 0;
    std::int64_t end = 0;
    std::vector<std::shared_ptr<TrainerState>> states;  // of a key frame at its begin; empty: none
    std::optional<Snapshot> snapshot;                   // at its end
    bool may_repeat_weights = false;
    Walk longest;             // the longest times and the furthest step of all runs
    std::size_t arrived = 0;  // runs
  };

  /// Waits until that run may go on; null at the end of the way.
  Leg* next_leg(std::size_t run);
  void plan_leg();
  void arrive(std::size_t run, const Walk& walk, Leg& leg);
  void finish(Leg& leg);

  Runs& runs_;
  TimeTravel& time_;
  RunDescriptions& descriptions_;
  const FreeTraining& training_;
  const Interest shown_;

  std::mutex mutex_;  // guards all that follows, and what the runs share
  std::condition_variable moved_;
  std::deque<Leg> legs_;             // that some run has not done
  std::size_t finished_ = 0;         // legs before those
  std::vector<std::size_t> walked_;  // legs, by each run
  std::int64_t planned_ = 0;         // steps, in all
  std::size_t diverged_ = 0;         // runs
  bool ends_ = false;
};

}  // namespace lfp
