#pragma once

#include "core/snapshot/intervention.h"
#include "core/training/trainer.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

namespace lfp {

/// The states of all runs between two steps.
struct KeyFrame {
  struct Run {
    RunSpec spec;  ///< in force from here on
    std::shared_ptr<const TrainerState> state;
  };
  std::int64_t step = 0;
  std::size_t interventions = 0;  ///< how many, from the first, had been made before
  std::vector<Run> runs;
  bool is_shared = false;  ///< others hold its states too, in threads of their own

  /// What it holds, its records included.
  std::size_t bytes() const;
};

/// All key frames and interventions, for writing them to a file and reading them again. Without key frames
/// nothing is known.
struct KeyFrameParts {
  std::vector<KeyFrame> frames;  ///< by step
  std::vector<Intervention> interventions;
  std::size_t done = 0;  ///< how many interventions led to the present
  std::int64_t reached = 0;

  /// The settings that the runs were trained with after that many interventions, at least as many as the
  /// first key frame has.
  std::vector<RunSpec> specs_after(std::size_t interventions_done) const;
};

/// What training has been through: key frames and what was done to the runs, enough to repeat every step of
/// it to the bit. Within a limit of memory, key frames lie closest together where a person is likely to go
/// back to: over the last thousand steps evenly, before that ever further apart. The first is always kept.
class KeyFrames {
 public:
  /// Whether, at `step`, training for `seconds` since the last key frame was kept or gone back to is worth
  /// another one.
  bool is_due(double seconds, std::int64_t step) const;
  /// Keeps `frame`, which took `seconds` to make, and lets go what no longer fits.
  void keep(KeyFrame frame, double seconds);
  /// The last key frame at or before `step`, or the first; there must be one.
  const KeyFrame& before(std::int64_t step) const;
  bool empty() const { return frames_.empty(); }
  const std::vector<KeyFrame>& frames() const { return frames_; }
  /// A state to write a run's present into: that of a discarded key frame, so that its memory is used again.
  std::shared_ptr<TrainerState> room();

  void add(Intervention intervention) { interventions_.push_back(std::move(intervention)); }
  const std::vector<Intervention>& interventions() const { return interventions_; }
  /// Inserts it by its step, after others at the same step; no key frame may lie behind it.
  void insert(Intervention intervention);
  /// Run `run` takes another course from `step` on, the others do not: forgets the key frames after that step
  /// and what was done to the run there.
  void branch_off(std::size_t run, std::int64_t step);
  /// Forgets what lies behind `step` and the first `interventions` interventions.
  void cut(std::int64_t step, std::size_t interventions);

  /// Its key frames are shared from now on.
  KeyFrameParts parts(std::size_t done);
  /// Replaces what was known; there must be a key frame.
  void set_parts(KeyFrameParts parts);

  /// A new run, the last one, that has the past of run `parent`.
  void fork(std::size_t parent);
  /// The runs after it move up.
  void remove(std::size_t run);

  /// The furthest step that was trained and not forgotten.
  std::int64_t reached() const { return reached_; }
  void reach(std::int64_t step) { reached_ = step > reached_ ? step : reached_; }

  /// What the key frames hold, in bytes; blocks that several share count once.
  std::size_t bytes() const { return bytes_; }
  std::size_t limit() const { return limit_; }
  void set_limit(std::size_t bytes);

 private:
  /// A block of memory and how often frames hold it.
  struct Held {
    std::size_t bytes = 0;
    std::size_t times = 0;
  };

  void thin_out();
  std::size_t least_useful() const;
  std::int64_t steps_apart() const;
  bool is_for_now(std::size_t index) const;
  void hold(const KeyFrame::Run& run);
  void release(const KeyFrame::Run& run);
  void let_go(std::size_t index);

  static constexpr std::size_t default_limit = std::size_t(192) << 20U;

  std::vector<KeyFrame> frames_;  // by step
  std::vector<Intervention> interventions_;
  std::vector<std::shared_ptr<TrainerState>> rooms_;
  std::int64_t reached_ = 0;
  std::unordered_map<const void*, Held> held_;
  std::size_t bytes_ = 0;
  std::size_t limit_ = default_limit;
  double due_seconds_ = 0;
  std::int64_t steps_apart_ = 0;
};

}  // namespace lfp
