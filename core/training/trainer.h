#pragma once

#include "core/training/diagnosis.h"
#include "core/training/run_change.h"
#include "core/training/run_state.h"
#include "core/training/step_extras.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lfp {

/// All that training changes in one run, between two steps: enough to go on from there to the same bits.
struct TrainerState {
  std::int64_t step = 0;
  std::vector<Parameters> parameters;  ///< per block
  std::vector<Matrix> statistics;      ///< per block
  std::vector<OptimiserState> optimiser;
  std::vector<SignRecord> signs;
  std::vector<Matrix> kept;  ///< RunState::kept
  RunRecord record;
  std::optional<Divergence> divergence;  ///< the run stays in this state: the next step would not be finite

  /// Memory that it holds, without the blocks of its record.
  std::size_t bytes() const;
};

/// Trains one run of an experiment. A step is a walk over phases: forward, output feedback, distribution
/// layer by layer from the outputs, update; "next phase", "next batch" and "run" are all advance_phase(), so
/// that they cannot differ.
class Trainer {
 public:
  /// `run` is an index into experiment.runs. Throws Error where the experiment does not fit together, and
  /// Cancelled.
  Trainer(std::shared_ptr<const Experiment> experiment, std::size_t run, const Materials& materials,
          bool record_raster, const Progress* progress = nullptr);
  ~Trainer() = default;
  Trainer(const Trainer&) = delete;
  Trainer& operator=(const Trainer&) = delete;

  /// Does the phase that next_phase() names and moves on. Does nothing once the run has diverged.
  void advance_phase();
  /// Walks to the end of the current step, or through a whole one. False once the run has diverged.
  bool advance_step();

  /// Does to the run what a person asked for; throws Error, changing nothing, where that does not fit.
  ///  - RunSpec: another method, from the next step on. Weights stay, and so does the momentum unless the
  ///    optimiser is another one.
  ///  - The others between two steps. Teaching: the feedback given at the outputs of one sample is handed
  ///    down by the run's rules and moves the parameters by a first step of its optimiser, as a batch of one.
  ///    The network is as in evaluation, without chance. Only a run that learns by LFP can be taught.
  ///  - ParameterEdit: another value. A weight that crosses zero counts as a flip of the last step.
  ///  - Pruning: removes weights and holds them at zero from now on. What was removed before stays so.
  void intervene(const RunChange& change);
  /// Takes back the phases of a half-walked step: until its update, a step changes nothing.
  void abandon_step();
  /// Records the values of those after each step that are parameters of this network, and of no others.
  void watch(std::span<const InspectedItem> items);
  /// Replaces the recorded values of that parameter, if it is watched.
  void recall(WatchedParameter recalled);
  /// Sets what is kept of each step, from the next one on.
  void want(StepExtras extras) { extras_ = extras; }
  /// From now on evaluations tell of the activity of each block.
  void count_activity() { evaluator_.count_activity(); }
  /// Tests the network on the test set and counts sign changes afresh. False, changing nothing, if that was
  /// called off.
  bool evaluate(const CalledOff& called_off = {});
  /// Adds a log row unless the last one is of this step.
  void close_log();
  /// The run's predictions for the training set, as of the last evaluation; they are made now if that has not
  /// been done yet.
  const std::shared_ptr<const Predictions>& train_predictions();

  /// A half-walked step counts as not begun. `into` may be a state that is no longer needed: where its sizes
  /// are the same, no matrix is allocated.
  TrainerState state(TrainerState into = {}) const;
  /// Moves what state() copies into `state`, which is empty: nothing is in memory twice. The next call moves
  /// it back; until then the trainer is of no use. Not while another method waits for the end of a step.
  void exchange_state(TrainerState& state);
  /// Memory that state() would take, without the blocks of its record.
  std::size_t state_bytes() const;
  /// Goes back (or on) to that state of a run that `spec` was in force in; forgets what the last step has
  /// shown.
  void restore(const TrainerState& state, const RunSpec& spec);
  /// Lets a run that has diverged go on from its last finite state.
  void revive() { run_.divergence.reset(); }
  /// For steps that are repeated: until the next call, the rows of `log` close the epochs in place of a test,
  /// which evaluate() can make up for. If it is empty, epochs end with a test.
  void foresee(std::vector<std::shared_ptr<const LogRow>> log) { foreseen_ = std::move(log); }

  const RunState& run() const { return run_; }

 private:
  void change_run(const RunSpec& spec);
  void teach(const Teaching& teaching);
  void set_parameter(const ParameterEdit& edit);
  void prune(const Pruning& pruning);
  void forward();
  void output_feedback();
  void distribute(std::size_t block);
  void update();
  void finish_step();
  void close_log(double test_accuracy, double test_loss);
  void keep_weights();
  void hold_removed_weights();
  void begin_step();
  void make_traces();
  void measure_feedback(std::size_t block);
  void diverge(Divergence divergence);
  DivergedRun seen_from_outside() const;
  double parameter_norm() const;
  bool apply_update(std::int64_t samples);
  Targets targets() const { return is_short() ? short_targets_.view() : full_targets_.view(); }
  bool is_short() const { return trace_ == &short_; }
  RunMeans means_for(const RunSpec& spec) const { return make_means(spec, run_.network, run_.task, place_); }
  void take_change(RunMeans change);
  void take_waiting_change();

  std::string place_;  // "runs[0]"
  RunState run_;
  Evaluator evaluator_;
  std::vector<std::shared_ptr<const LogRow>> foreseen_;  // by step

  Trace full_;   // for full batches
  Trace short_;  // for the last batch of an epoch, where it is shorter
  Trace* trace_ = &full_;
  BatchTargets full_targets_;
  BatchTargets short_targets_;
  StepExtras extras_;
  std::shared_ptr<const Predictions> train_predictions_;  // null: not asked for since the last evaluation
  std::optional<RunMeans> change_;                        // waits for the end of the present step
};

}  // namespace lfp
