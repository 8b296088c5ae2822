#pragma once

#include "core/data/batch_schedule.h"
#include "core/experiment/experiment.h"
#include "core/network/network.h"
#include "core/optimisers/optimiser.h"
#include "core/optimisers/schedule.h"
#include "core/optimisers/sign_record.h"
#include "core/snapshot/intervention.h"
#include "core/snapshot/position.h"
#include "core/training/backward_pass.h"
#include "core/training/diagnosis.h"
#include "core/training/evaluation.h"
#include "core/training/run_record.h"
#include "core/training/task.h"
#include "core/training/watched_parameter.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace lfp {

/// All that training changes in one run, between two steps: enough to go on from there to the same bits.
struct TrainerState {
  std::int64_t step = 0;
  std::vector<Parameters> parameters;  ///< per block
  std::vector<Matrix> statistics;      ///< per block
  std::vector<OptimiserState> optimiser;
  std::vector<SignRecord> signs;
  RunRecord record;

  /// Memory that it holds, without the blocks of its record.
  std::size_t bytes() const;
};

/// Trains one run of an experiment. A step is a walk over phases: forward, output feedback, distribution
/// layer by layer from the outputs, update; "next phase", "next batch" and "run" are all next_phase(), so
/// that they cannot differ.
class Trainer {
 public:
  /// `run` is an index into experiment.runs. Throws Error where the experiment does not fit together.
  Trainer(std::shared_ptr<const Experiment> experiment, std::size_t run,
          std::shared_ptr<const Dataset> dataset, bool record_raster);
  ~Trainer() = default;
  Trainer(const Trainer&) = delete;
  Trainer& operator=(const Trainer&) = delete;

  /// Does the phase that next_phase() names and moves on. Does nothing once the run has diverged.
  void advance_phase();
  /// Walks to the end of the current step, or through a whole one. False once the run has diverged.
  bool advance_step();

  /// Another method from the next step on; weights and momentum stay. Throws Error, changing nothing, where
  /// it does not fit.
  void change_run(const RunSpec& spec);
  /// Learns from what a person says of one sample: the feedback given at its outputs is handed down by the
  /// run's rules and moves the parameters by a first step of its optimiser, as a batch of one between two
  /// steps. The network is as in evaluation, without chance. Throws Error, changing nothing, where the run is
  /// none of LFP's or the values do not fit its outputs.
  void teach(const Teaching& teaching);
  /// Takes back the phases of a half-walked step: until its update, a step changes nothing.
  void abandon_step() { phase_ = {}; }
  /// Between two steps: gives a parameter (which must exist) another value. A weight that crosses zero counts
  /// as a flip of the last step.
  void set_parameter(const InspectedItem& parameter, Scalar value);
  /// Records the values of those after each step that are parameters of this network, and of no others.
  void watch(std::span<const InspectedItem> items);
  /// Null where it is not watched.
  const WatchedParameter* watched(const InspectedItem& item) const;
  /// In place of what watching that parameter has seen so far, if it is watched.
  void recall(WatchedParameter recalled);
  /// The samples of the batch in work; between two steps of the last one, at step 0 of the first.
  std::vector<std::int32_t> batch() const;
  /// Whether feedback to the inputs is computed too; takes effect at the next step.
  void want_input_feedback(bool wanted);
  /// Whether weight_before() is kept; takes effect at the next update.
  void want_updates(bool wanted);
  /// Tests the network on the test set and counts sign changes afresh. False, changing nothing, if that was
  /// called off.
  bool evaluate(const CalledOff& called_off = {});
  /// Adds a log row unless the last one is of this step.
  void close_log();
  double train_accuracy();
  /// What the run makes of the training set, as of the last evaluation; tests it if that has not been done
  /// yet.
  const std::shared_ptr<const Predictions>& train_predictions();

  /// Between two steps; of the same sizes as before, `state` is filled without allocating its matrices anew.
  void copy_state(TrainerState& state) const;
  TrainerState state() const;
  /// Goes back (or on) to that state of a run that `spec` was in force in; forgets a divergence and what the
  /// last step has shown.
  void restore(const TrainerState& state, const RunSpec& spec);
  /// Until the next call, epochs end as `log` tells instead of with a test, which evaluate() then makes up
  /// for: for steps that are repeated. Empty: with a test.
  void foresee(std::vector<std::shared_ptr<const LogRow>> log) { foreseen_ = std::move(log); }

  const Experiment& experiment() const { return *experiment_; }
  const RunSpec& spec() const { return means_.spec; }
  const Network& network() const { return network_; }
  const Phase& next_phase() const { return phase_; }
  std::int64_t step() const { return step_; }
  std::int64_t batches_per_epoch() const { return schedule_.batches_per_epoch(); }
  const std::optional<Divergence>& divergence() const { return divergence_; }
  const Evaluation& evaluation() const { return evaluation_; }
  /// Over all weights, without biases, as of the last evaluation.
  const SignChanges& sign_changes() const { return sign_changes_; }
  const Optimiser& optimiser() const { return *means_.optimiser; }
  const OptimiserState& optimiser_state(std::size_t block) const { return optimiser_states_[block]; }
  /// The schedule's part of the learning rate, for the next step (or the one in work).
  double rate_factor() const;
  /// What batch reduction scales the feedback of that many samples by.
  double reduction(std::int64_t samples) const;
  bool is_frozen(std::size_t block) const { return experiment_->network.layers[block].frozen; }
  const StepResult& last_result() const { return result_; }
  const RunRecord& record() const { return record_; }
  const SignRecord& signs(std::size_t block) const { return signs_[block]; }
  /// Feedback to the parameters in the last step, summed over the batch, and what it was scaled by in the
  /// update.
  const Parameters& parameter_feedback(std::size_t block) const { return feedback_[block]; }
  Scalar update_scale() const { return update_scale_; }
  /// The weights of a block before the last update; null while they are not kept.
  const Matrix* weight_before(std::size_t block) const;
  /// The Euclidean norm of the last update over all parameters, after batch reduction, before clipping.
  double update_norm() const { return update_norm_; }
  /// Of the current batch, or the last one between two steps.
  const Trace& trace() const { return *trace_; }
  bool has_input_feedback() const { return to_input_; }
  /// Mean over the batch of the feedback that arrived at the units (neurons, or channels) of a block in the
  /// last step; zeros before the first.
  std::vector<float> mean_unit_feedback(std::size_t block);
  const Task& task() const { return task_; }
  /// Mean over the batch of the feedback at the inputs; has_input_feedback() and a distributed block 0
  /// needed.
  std::vector<float> mean_input_feedback();

 private:
  void forward();
  void output_feedback();
  void distribute(std::size_t block);
  void update();
  void finish_step();
  void close_log(double test_accuracy, double test_loss);
  void keep_weights();
  void begin_step();
  void make_traces();
  void measure_feedback(std::size_t block);
  void diverge(Divergence divergence);
  DivergedRun seen_from_outside() const;
  double parameter_norm() const;
  bool apply_update(std::int64_t samples);
  Targets targets() const { return is_short() ? short_targets_.view() : full_targets_.view(); }
  bool is_short() const { return trace_ == &short_; }

  /// What a run's settings make.
  struct Means {
    RunSpec spec;
    std::unique_ptr<Optimiser> optimiser;
    std::unique_ptr<Schedule> schedule;
    std::unique_ptr<BackwardPass> pass;
  };
  Means make_means(const RunSpec& spec) const;
  void take_change(Means change);

  std::shared_ptr<const Experiment> experiment_;
  std::shared_ptr<const Dataset> dataset_;
  std::string place_;  // "runs[0]"
  Task task_;
  Network network_;
  Means means_;
  BatchSchedule schedule_;
  Evaluator evaluator_;
  RunRecord record_;
  std::vector<std::shared_ptr<const LogRow>> foreseen_;  // by step

  std::int64_t step_ = 0;
  Phase phase_;
  std::int64_t last_step_ = 0;  // where the experiment stops; 0: nowhere
  std::vector<OptimiserState> optimiser_states_;
  std::vector<Parameters> feedback_;
  std::vector<SignRecord> signs_;
  Scalar update_scale_ = 0;
  double update_norm_ = 0;

  Trace full_;   // for full batches
  Trace short_;  // for the last batch of an epoch, where it is shorter
  Trace* trace_ = &full_;
  BatchTargets full_targets_;
  BatchTargets short_targets_;
  bool to_input_ = false;
  bool wants_to_input_ = false;
  StepResult result_;
  Evaluation evaluation_;
  std::shared_ptr<const Predictions> train_predictions_;  // null: not asked for since the last evaluation
  bool wants_updates_ = false;
  std::vector<Matrix> weights_before_;  // of the last update; empty while they are not wanted
  SignChanges sign_changes_;
  std::optional<Means> change_;
  std::vector<WatchedParameter> watched_;
  std::optional<Divergence> divergence_;
};

}  // namespace lfp
