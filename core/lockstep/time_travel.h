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
  /// Before a step: settings that were changed are in force from here on, and what lay ahead is forgotten
  /// where it would come differently now.
  void go_on_from_here();
  void keep_frame_if_due();
  /// A key frame one step before here, whatever was kept last: what is done next can be taken back at once.
  void keep_frame_before_here();
  /// So many seconds more have been trained.
  void count(double seconds) { unkept_seconds_ += seconds; }
  /// The runs have come to where they are by training.
  void reach(std::int64_t step) { frames_.reach(step); }

  /// For training whose runs come to a step one after the other: whether a key frame at `step` is due, room
  /// for its states, and what these make, which took `seconds` to copy.
  bool is_frame_due(std::int64_t step) const;
  std::vector<std::shared_ptr<TrainerState>> room();
  void keep_frame(std::int64_t step, std::vector<std::shared_ptr<TrainerState>> states, double seconds);

  /// All runs back (or on) to where they were after `step` steps, to the bit: from the nearest key frame, by
  /// repeating what was done. Settings stay as they are now, and whatever is done there next begins a new
  /// way on. Beyond what is kept, as far as it goes. The repeating is left to seek_on(). False, changing
  /// nothing, if nothing is kept.
  bool seek(std::int64_t step);
  bool is_seeking() const { return target_.has_value(); }
  /// At most `steps` steps of it; nearly the same time whatever the number of runs that the machine has cores
  /// for. What snapshots show of the test set stays as it was until Lockstep::evaluate().
  void seek_on(std::int64_t steps);
  void seek_to_end();

  /// Lockstep::revive()
  bool revive(std::size_t run, std::int64_t steps_back);
  /// At most `steps` steps of what revived runs are behind the others.
  void catch_up(std::int64_t steps);
  /// A trainer of its own that stands `steps_back` steps before the run (there, if nothing is kept), as the
  /// run did.
  std::unique_ptr<Trainer> copy_before(std::size_t run, std::int64_t steps_back) const;

  /// What was done to the runs just now; what lay ahead was cut off before.
  void add(Intervention intervention);
  /// Run `run` goes another way from here on; what lies ahead of the others stays known while they go on as
  /// they did.
  void depart(std::size_t run);
  /// The last run is a new one that has come from run `parent`.
  void fork(std::size_t parent);
  void remove(std::size_t run);
  /// Back to before the last teaching; false if nothing was taught.
  bool take_back_teaching();
  /// Back to before the weights were removed that were removed last, if nothing has happened since; false
  /// otherwise.
  bool take_back_pruning();

  const std::vector<KeyFrame>& frames() const { return frames_.frames(); }
  TimeRange describe() const;
  /// What lies ahead of the run where it stands at `step`; null where that is nothing.
  std::shared_ptr<const RecordAhead> ahead(std::size_t run, std::int64_t step) const;
  /// ParameterReplays::go_on()
  Replayed replay_parameters(std::int64_t steps, std::int64_t most_steps);
  /// The way back is kept within this many bytes.
  void set_limit(std::size_t bytes) { frames_.set_limit(bytes); }
  KeyFrameParts parts() { return frames_.parts(here_.interventions); }
  /// Instead of what was known of how the runs came to where they are now.
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
  std::vector<std::shared_ptr<const RecordAhead>> ahead_;  // of each run, from the furthest that it was
  std::vector<RunSpec> in_force_;       // where each run stands on the way that `frames_` tells
  std::vector<std::size_t> branched_;   // runs that are catching up on another way
  Place here_;                          // its interventions are done; its step is the runs'
  double unkept_seconds_ = 0;           // of training since the last key frame
  std::optional<std::int64_t> target_;  // on the way to this step
};

}  // namespace lfp
