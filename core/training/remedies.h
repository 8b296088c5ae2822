#pragma once

#include "core/snapshot/remedy.h"
#include "core/training/trainer.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace lfp {

/// The run's settings with that remedy; nothing where they have it already or there is nothing to change.
std::optional<RunSpec> with_remedy(RemedyKind kind, RunSpec run);

/// Tries every remedy on a copy of a run, from one state on.
class RemedyTrial {
 public:
  /// `copy` stands where each trial begins, with the settings that led there; `run` has the settings that the
  /// remedies change. Each is tried for `steps` steps.
  RemedyTrial(std::unique_ptr<Trainer> copy, const RunSpec& run, std::int64_t steps);

  /// At most `steps` more steps; false once all have been tried.
  bool go_on(std::int64_t steps);
  bool is_done() const { return next_ == candidates_.size(); }
  /// Those that kept the copy finite all the time, the one with the least loss first.
  const std::vector<TriedRemedy>& helpful() const { return helpful_; }

 private:
  void begin();
  void end(bool is_finite);

  std::unique_ptr<Trainer> copy_;  // null once all is done
  TrainerState start_;
  RunSpec before_;
  std::int64_t steps_;
  std::vector<TriedRemedy> candidates_;
  std::size_t next_ = 0;   // candidate
  std::int64_t done_ = 0;  // steps of it
  std::vector<TriedRemedy> helpful_;
};

/// All remedies that the run's settings leave open, untried, the most harmless first.
std::vector<TriedRemedy> untried_remedies(const RunSpec& run);

/// How many bytes a trial of that run takes: a copy of it, and the state that each remedy begins with.
std::uint64_t trial_bytes(const Trainer& trainer);

/// How many steps a trial takes: some hundred, fewer where a step is long.
std::int64_t trial_steps(const RunState& run);

}  // namespace lfp
