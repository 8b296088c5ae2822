#pragma once

#include "core/lockstep/key_frames.h"
#include "core/lockstep/parameter_replays.h"
#include "core/lockstep/replay.h"
#include "core/lockstep/runs.h"
#include "core/snapshot/time_range.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace lfp {

/// Takes runs back to earlier steps (or on again), to the bit: from the nearest key frame, by repeating what
/// was done. Does nothing where no key frames are kept.
class TimeTravel {
 public:
  TimeTravel(Runs& runs, ParameterReplays& replays);

  bool is_kept() const { return runs_.record.past; }
  /// Call it before a step: changed settings apply from here on, and what lay ahead is forgotten where it
  /// would now turn out differently.
  void go_on_from_here();
  void keep_frame_if_due();
  /// Keeps a key frame one step before here, wherever the last one lies: what is done next can then be taken
  /// back at once.
  void keep_frame_before_here();
  /// Counts `seconds` more of training.
  void count(double seconds) { unkept_seconds_ += seconds; }
  /// Notes that the runs have been trained up to `step`.
  void reach(std::int64_t step) { frames_.reach(step); }

  /// For training whose runs reach a step one after the other: whether a key frame at `step` is due, room for
  /// its states, and keeping it once these are copied, which took `seconds`.
  bool is_frame_due(std::int64_t step) const;
  std::vector<std::shared_ptr<TrainerState>> room();
  void keep_frame(std::int64_t step, std::vector<std::shared_ptr<TrainerState>> states, double seconds);

  /// All runs back (or on) to where they were after `step` steps, to the bit: from the nearest key frame, by
  /// repeating what was done. Settings stay as they are now, and whatever is done there next starts a new
  /// course. A step beyond the known ones means the nearest of them. The repeating is left to seek_on().
  /// False, changing nothing, if nothing is kept.
  bool seek(std::int64_t step);
  bool is_seeking() const { return target_.has_value(); }
  /// Repeats at most `steps` steps; this takes nearly the same time for one run as for several if there are
  /// cores for them. What snapshots show of the test set stays as it was until Lockstep::evaluate().
  void seek_on(std::int64_t steps);
  void seek_to_end();

  /// Lockstep::revive()
  bool revive(std::size_t run, std::int64_t steps_back);
  /// Trains runs that were revived and are behind the others, by at most `steps` steps.
  void catch_up(std::int64_t steps);
  /// A separate trainer in the state that the run had `steps_back` steps ago (its present state if nothing is
  /// kept).
  std::unique_ptr<Trainer> copy_before(std::size_t run, std::int64_t steps_back) const;

  /// Records what was just done to the runs; what lay ahead must have been cut off before.
  void add(Intervention intervention);
  /// Run `run` takes another course from here on; what lies ahead of the others stays known while they
  /// continue as they did.
  void depart(std::size_t run);
  /// The last run is new, a fork of run `parent`.
  void fork(std::size_t parent);
  void remove(std::size_t run);
  /// Goes back to before the last teaching; false if nothing was taught.
  bool take_back_teaching();
  /// Goes back to before the last removal of weights if nothing has happened since; false otherwise.
  bool take_back_pruning();

  const std::vector<KeyFrame>& frames() const { return frames_.frames(); }
  TimeRange describe() const;
  /// What lies ahead of the run when it is at `step`; null where nothing does.
  std::shared_ptr<const RecordAhead> ahead(std::size_t run, std::int64_t step) const;
  /// ParameterReplays::go_on()
  Replayed replay_parameters(std::int64_t steps, std::int64_t most_steps);
  /// The way back is kept within this many bytes.
  void set_limit(std::size_t bytes) { frames_.set_limit(bytes); }
  KeyFrameParts parts() { return frames_.parts(here_.interventions); }
  /// Replaces what was known of the course that led to the runs' present state.
  void set_parts(const KeyFrameParts& parts);

 private:
  void keep_frame();
  template <class What>
  bool take_back_last();
  void restore(const KeyFrame& frame);
  void repeat_to(std::int64_t step);
  RunSpec bring_to(Trainer& trainer, std::size_t run, std::int64_t step) const;
  void branch_off(std::size_t run);
  void cut(const Place& place);
  void cut_off_what_lies_ahead();
  void remember_what_lies_ahead();
  bool is_changed_ahead(std::size_t run) const;
  void arrive();
  void foresee_nothing();
  bool is_on_the_way_to(std::int64_t step) const;

  Runs& runs_;
  ParameterReplays& replays_;
  KeyFrames frames_;
  std::vector<std::shared_ptr<const RecordAhead>> ahead_;  // for each run, up to its furthest step
  std::vector<RunSpec> in_force_;       // for each run, at this place of the course that `frames_` describes
  std::vector<std::size_t> branched_;   // runs that are catching up on another course
  Place here_;                          // its interventions are done; its step is the runs'
  double unkept_seconds_ = 0;           // of training since the last key frame
  std::optional<std::int64_t> target_;  // the step that is being sought
};

}  // namespace lfp
