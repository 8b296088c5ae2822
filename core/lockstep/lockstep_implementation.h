#pragma once

#include "core/inspection/describe_run.h"
#include "core/lockstep/crew.h"
#include "core/lockstep/lockstep.h"
#include "core/lockstep/past.h"
#include "core/lockstep/recollection.h"

#include <memory>
#include <optional>
#include <vector>

namespace lfp {

/// For the files that implement Lockstep alone.
struct Lockstep::Implementation {
  std::shared_ptr<const Experiment> experiment;
  std::shared_ptr<const Dataset> dataset;
  RecordOptions record;
  std::vector<std::unique_ptr<Trainer>> trainers;
  Crew crew;
  /// What describing a run needs beside its trainer.
  struct Description {
    Probe probe;
    ShownWeights shown;
    double seconds = 0;  // the last time
  };
  std::vector<Description> descriptions;  // one a run
  Position position;
  std::int64_t end = 0;
  std::optional<std::int64_t> cursor;  // in the batch, while it is walked sample by sample
  bool repeatable = true;
  bool wants_input_feedback = false;
  bool wants_updates = false;
  std::vector<InspectedItem> watched;

  Past past;
  std::vector<RunSpec> in_force;            // where each run stands on the way that `past` tells
  std::size_t intervened = 0;               // interventions of `past` that are done
  std::vector<Recollection> recollections;  // of what `watched` were, of some or all
  double unkept_seconds = 0;                // of training since the last key frame
  std::optional<std::int64_t> target;       // on the way back to this step

  void locate();
  const Trainer& leader() const;
  /// While a batch is walked sample by sample, its sample is the shown one.
  Interest shown_interest(Interest interest) const;
  std::int64_t last_finite_step() const;
  bool has_diverged() const;
  bool is_between_steps() const { return position.next_phase.kind == PhaseKind::forward; }
  /// Trains every run up to `step` steps in all, spread over threads where that pays.
  void train_to(std::int64_t step);
  /// One run only; the time that it took.
  double train_run(std::size_t run, std::int64_t step);
  Position position_after(std::int64_t step) const;
  /// What is to be seen of a run now.
  void describe_run(std::size_t run, const Interest& shown, bool may_repeat_weights, Snapshot& snapshot);
  /// All of a snapshot but its runs, for which it has room.
  void describe_all_but_runs(const Interest& interest, Snapshot& snapshot);
  /// To what the runs tell of a watched parameter, what the past knows of it.
  void add_earlier_values(Snapshot& snapshot) const;

  /// Before a step: settings that were changed are in force from here on, what lay ahead is forgotten where
  /// it would come differently now.
  void go_on_from_here();
  bool is_key_frame_due() const;
  std::vector<std::shared_ptr<TrainerState>> room_for_key_frame();
  /// What the states of all runs after `step` steps make, which took `seconds` to copy.
  void keep_key_frame(std::int64_t step, std::vector<std::shared_ptr<TrainerState>> states, double seconds);
  void keep_key_frame();
  void restore(const KeyFrame& frame);
  /// Repeats what was done up to `step`.
  void repeat_to(std::int64_t step);
  void repeat(const Intervention& intervention);
  /// Forgets what lies behind `step` and the first `interventions` interventions.
  void cut_past(std::int64_t step, std::size_t interventions);
  Recollected recollect(const InspectedItem& item, std::int64_t steps, std::int64_t most_steps);
  bool is_watched(const InspectedItem& item) const;
  /// The first key frame of the last `most_steps`, if there is one.
  std::optional<std::int64_t> first_key_frame_within(std::int64_t most_steps) const;
  void arrive();
  /// The way on is a new one: Trainer::foresee().
  void foresee_nothing();
  bool is_on_the_way_to(std::int64_t step) const;
  /// Throws Error where runs cannot be taught, forked or edited now.
  void check_is_still(const std::string& what) const;
  TimeRange describe_time() const;
  /// Parameters beyond which the runs are copied side by side.
  bool is_worth_threads() const {
    constexpr Index worth_a_thread = 50'000;
    return trainers.size() > 1 && trainers.front()->network().parameter_count() > worth_a_thread;
  }
  /// Instead of what was known of how the runs came to where they are now.
  void take_past(const PastParts& parts);
};

}  // namespace lfp
