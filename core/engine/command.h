#pragma once

#include "core/base/progress.h"
#include "core/data/dataset.h"
#include "core/experiment/experiment.h"
#include "core/snapshot/interest.h"
#include "core/snapshot/intervention.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <variant>

namespace lfp {
class SessionFile;
struct LockstepState;
}  // namespace lfp

/// What the window may ask of the engine: the only way in.
namespace lfp::command {

/// Replaces the experiment and starts anew, paused: at step 0, or where a session of this experiment was
/// saved.
struct Load {
  Experiment experiment;
  std::shared_ptr<const SessionFile> session = nullptr;
  std::shared_ptr<const Dataset> dataset = nullptr;  ///< the experiment's, where it has been loaded already
  /// Reports the progress; the engine lets go of it when the work is done. If it is cancelled, everything
  /// stays as it was.
  std::shared_ptr<Progress> progress = nullptr;
};
/// Goes back to step 0 of the same experiment.
struct Reset {
  std::shared_ptr<Progress> progress = nullptr;  ///< as for Load
};
struct NextPhase {};
/// Shows the next sample of the current batch, once the feedback has come down everywhere: the samples are
/// shown one after the other. After the last one the batch's update is made.
struct NextSample {};
struct NextBatch {};  ///< to the end of the current step, or one whole step
struct NextEpoch {};
/// Trains until paused or until the given point (or the experiment's own stop, if it still lies ahead).
struct Run {
  std::optional<std::int64_t> until_step;
  std::optional<std::int64_t> until_epoch;
  std::optional<double> until_test_accuracy;  ///< 0..1, reached by the first run
  bool until_first_flip = false;              ///< until a weight of some run has changed its sign
  bool until_divergence = false;              ///< until a run diverges; otherwise the others go on
};
struct Pause {};
/// How fast Run goes; 0 is as fast as the machine allows.
struct SetSpeed {
  double per_second = 0;
  bool phases = false;  ///< per_second counts phases instead of steps
};
/// Another rule, feedback function, optimiser or setting for a run, from the next step on. The network,
/// its weights and the optimiser's state stay.
struct ChangeRun {
  std::size_t run = 0;
  RunSpec spec;
};
/// Another value for a weight or a bias, between two steps; a half-walked step begins anew.
struct SetParameter {
  std::size_t run = 0;
  ParameterEdit edit;
};
struct SetInterest {
  Interest interest;
};
/// Puts a run that has diverged back to its last finite state, or to `steps_back` steps before it as far as
/// that is kept; the others stay where they are. Training is paused.
struct Revive {
  std::size_t run = 0;
  std::int64_t steps_back = 0;
};
/// Takes all runs to where they were after `step` steps, or as near as the kept states reach. Training is
/// paused.
struct GoTo {
  std::int64_t step = 0;
};
/// Goes back to the beginning of a half-walked step, or between two steps to before the last one.
struct StepBack {};
/// Adds a run that starts from where `run` is now.
struct Fork {
  std::size_t run = 0;
  RunSpec spec;
};
/// Takes a run away; the others go on as they are.
struct RemoveRun {
  std::size_t run = 0;
};
/// Teaches these runs, now, by the feedback that a person gives for one sample.
struct Teach {
  std::vector<std::size_t> runs;
  Teaching teaching;
};
/// Goes back to before the last Teach.
struct TakeBackTeaching {};
/// Removes weights of these runs and holds them at zero, in place of what was removed just now.
struct Prune {
  std::vector<std::size_t> runs;
  Pruning pruning;
};
/// All runs to that state of theirs, with its way back; paused. The same data, network and number of runs.
struct Restore {
  std::shared_ptr<const LockstepState> state;
};
/// How much memory the way back may take.
struct SetPastLimit {
  std::size_t bytes = 0;
};

}  // namespace lfp::command

namespace lfp {

using Command =
    std::variant<command::Load, command::Reset, command::NextPhase, command::NextSample, command::NextBatch,
                 command::NextEpoch, command::Run, command::Pause, command::SetSpeed, command::ChangeRun,
                 command::SetParameter, command::SetInterest, command::Revive, command::GoTo,
                 command::StepBack, command::Fork, command::RemoveRun, command::Teach,
                 command::TakeBackTeaching, command::Prune, command::Restore, command::SetPastLimit>;

}  // namespace lfp
