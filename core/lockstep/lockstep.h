#pragma once

#include "core/base/free_memory.h"
#include "core/base/progress.h"
#include "core/files/named_array.h"
#include "core/lockstep/record_options.h"
#include "core/lockstep/replayed.h"
#include "core/snapshot/snapshot.h"
#include "core/training/materials.h"
#include "core/training/run_change.h"
#include "core/training/run_state.h"
#include "core/training/step_extras.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lfp {

struct FreeTraining;
struct LockstepState;
class RunDescriptions;
class TimeTravel;

/// All runs of one experiment, advancing in lockstep: from the same initial weights over the same batches.
/// Everything a front end does with training goes through this; it is single-threaded to its caller and
/// spreads its runs over the machine's cores by itself, with the same bits whatever their number.
class Lockstep {
 public:
  /// Builds the networks and trainers at step 0. Throws Error where the experiment does not fit together, and
  /// Cancelled.
  Lockstep(std::shared_ptr<const Experiment> experiment, const Materials& materials,
           RecordOptions record = {}, Progress* progress = nullptr);
  ~Lockstep();
  Lockstep(const Lockstep&) = delete;
  Lockstep& operator=(const Lockstep&) = delete;
  Lockstep(Lockstep&&) noexcept;
  Lockstep& operator=(Lockstep&&) noexcept;

  /// Trains at most `steps` whole steps (finishing a half-walked step counts as one), evaluating at the end
  /// of every epoch. A run that diverges stands still at its last finite state, the others go on. Ends early
  /// at the experiment's stop or where no run goes on; returns the steps done.
  std::int64_t advance(std::int64_t steps);
  /// Trains until `training` ends it, or as far as advance() would. On the way a run may be a piece ahead of
  /// the others, so that other work of the machine does not hold all of them up; in the end all have done the
  /// same steps.
  void advance(const FreeTraining& training);
  /// Does one phase of the current step, in all runs.
  void next_phase();
  /// Goes to the next sample of the current batch: first all phases but the update are done and the batch's
  /// first sample is shown, then one sample after the other, and after the last one the update is made.
  void next_sample();
  /// Does to these runs what a person asked for; throws Error and changes nothing where it does not fit.
  ///  - RunSpec: another method from the next step on.
  ///  - ParameterEdit: a half-walked step begins anew. The run must not have diverged.
  ///  - Teaching: between two steps, for runs that learn by LFP and have not diverged.
  ///  - Pruning: likewise, for runs of any kind. It takes the place of what was removed just now: a fraction
  ///    of 0 gives that back.
  void intervene(const std::vector<std::size_t>& runs, const RunChange& change);
  /// Records the values of those that are parameters after each step, in all runs.
  void watch(const std::vector<InspectedItem>& items);
  /// Finds out what the watched parameters were before they were watched, as far back as key frames and
  /// `most_steps` lead, by repeating at most `steps` steps beside the runs. Returns whether nothing is left
  /// to find out, whether more steps are needed, or whether one of the parameters is complete, as if it had
  /// been watched all along; then call it again for the next.
  Replayed replay_parameters(std::int64_t steps, std::int64_t most_steps);
  /// Weights of all runs on the other side of zero than at step 0.
  std::int64_t flipped_weights() const;
  /// Tests every run on the test set now and refreshes what snapshots show of it. The training state stays.
  /// False if it was called off before all were tested.
  bool evaluate(const CalledOff& called_off = {});

  /// For going back in pieces, for catching up with the other runs after revive(), and for how much of the
  /// way is kept.
  TimeTravel& time();
  const TimeTravel& time() const;
  /// Goes all the way to the step that TimeTravel::seek() would seek, and evaluates.
  bool go_to(std::int64_t step);
  /// Lets a diverged run go on from `steps_back` steps before its last finite state; the others stay where
  /// they are. When training goes on it first catches up with them, with the settings that it has then.
  /// False, changing nothing, if nothing is kept.
  bool revive(std::size_t run, std::int64_t steps_back);
  /// Tries on copies which remedies would help the runs that have diverged, at most `steps` steps of it;
  /// false where there is nothing (more) to try. Snapshots show what was found: RunSnapshot::remedies.
  /// Remedies are offered untried where a copy would take more than half of the `free` bytes.
  bool try_remedies(std::int64_t steps, std::optional<std::uint64_t> free = free_memory());
  /// Whether a revived run is behind the others.
  bool is_behind() const;

  /// Another run, the last one, that starts from where `run` is now and has its past; what lies ahead of the
  /// others stays known. Throws Error and changes nothing where `spec` does not fit.
  void fork(std::size_t run, const RunSpec& spec);
  /// Takes a run away. Throws Error if it is the only one.
  void remove_run(std::size_t run);
  /// Goes back to before the last teaching; what was trained since is forgotten.
  void take_back_teaching();

  /// What the runs were made from.
  const Materials& materials() const;
  /// Everything needed to continue from here to the same bits; a half-walked step counts as not begun.
  LockstepState state() const;
  /// Calls `use` with that state, of which nothing is copied: meanwhile nothing else may be asked. For states
  /// so large that a copy would be a burden.
  void lend_state(const std::function<void(LockstepState& state)>& use);
  /// Goes to a state of an experiment with the same data, network and number of runs. Its runs may be set
  /// otherwise.
  void set_state(const LockstepState& state);

  const Position& position() const;
  bool is_finished() const;   ///< the experiment's stop is reached
  bool has_diverged() const;  ///< some run has; it can be revived
  bool goes_on() const;       ///< some run has not
  std::size_t diverged_runs() const;
  /// Adds a log row now unless the last row is of this very step (rows are added at every epoch's end
  /// anyway).
  void close_log();
  std::size_t runs() const;
  /// One run as it is now.
  const RunState& run(std::size_t index) const;
  /// Hash of the final parameters of every run: 16 hexadecimal digits.
  std::string signature() const;
  NamedArrays weights(std::size_t run) const;
  /// What the runs look like now, with what `interest` asks for and the signature.
  SnapshotPointer snapshot(const Interest& interest) const;
  /// For pictures that follow each other closely.
  RunDescriptions& descriptions();
  /// What is kept of a step from the next one on, for snapshots that show it.
  void want(StepExtras extras);

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace lfp
