#pragma once

#include "core/base/sign_changes.h"
#include "core/data/batch_schedule.h"
#include "core/experiment/experiment.h"
#include "core/network/network.h"
#include "core/optimisers/optimiser.h"
#include "core/optimisers/schedule.h"
#include "core/optimisers/sign_record.h"
#include "core/snapshot/divergence.h"
#include "core/snapshot/position.h"
#include "core/training/backward_pass.h"
#include "core/training/evaluation.h"
#include "core/training/materials.h"
#include "core/training/run_record.h"
#include "core/training/task.h"
#include "core/training/watched_parameter.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lfp {

/// A run's settings and what they make.
struct RunMeans {
  RunSpec spec;
  std::unique_ptr<Optimiser> optimiser;
  std::unique_ptr<Schedule> schedule;
  std::unique_ptr<BackwardPass> pass;
};

/// One run as it is now. Its trainer alone changes it; everything else reads it.
struct RunState {
  /// At step 0. `place` ("runs[0]") is where errors lie. Throws Error where the experiment does not fit
  /// together, and Cancelled.
  RunState(std::shared_ptr<const Experiment> whole, std::size_t run, const Materials& materials,
           const std::string& place, bool record_raster, const Progress* progress);

  std::shared_ptr<const Experiment> experiment;
  std::shared_ptr<const Dataset> dataset;
  std::shared_ptr<const KnownWeights> known;  ///< that it started from; null: the initialiser drew all
  Task task;
  Network network;
  RunMeans means;
  BatchSchedule batches;
  std::int64_t last_step = 0;  ///< where the experiment stops; 0: nowhere

  std::int64_t step = 0;  ///< whole batches trained
  Phase next_phase;
  std::vector<OptimiserState> optimiser_states;  ///< per block
  std::vector<SignRecord> signs;                 ///< per block
  /// Per block, as its weights: 0 for one that was removed and is held at zero, else 1; empty for a block
  /// without such weights, and as a whole while nothing is removed.
  std::vector<Matrix> kept;
  RunRecord record;
  std::optional<Divergence> divergence;

  /// Of the last step.
  StepResult last_result;
  const Trace* trace = nullptr;  ///< of the current batch, or the last one between two steps
  bool has_input_feedback = false;
  std::vector<Parameters> parameter_feedback;  ///< per block, summed over the batch
  Scalar update_scale = 0;                     ///< what the update has scaled it by
  double update_norm = 0;  ///< the update's Euclidean length, after batch reduction, before clipping
  std::vector<Matrix> weights_before;  ///< per block, before the update; empty while they are not kept

  /// Of the last evaluation.
  Evaluation evaluation;
  SignChanges sign_changes;  ///< of all weights, without biases
  std::vector<WatchedParameter> watched;

  const RunSpec& spec() const { return means.spec; }
  const Optimiser& optimiser() const { return *means.optimiser; }
  std::int64_t batches_per_epoch() const { return batches.batches_per_epoch(); }
  std::int64_t batch_size() const;
  /// The schedule's part of the learning rate, for the next step (or the one in work).
  double rate_factor() const;
  /// What batch reduction scales the feedback of that many samples by.
  double reduction(std::int64_t samples) const;
  /// On the whole training set, tested now; 0..1.
  double train_accuracy() const;
  bool is_frozen(std::size_t block) const { return experiment->network.layers[block].frozen; }
  /// The samples of the batch in work; between two steps of the last one, at step 0 of the first.
  std::vector<std::int32_t> batch() const;
  /// The weights of a block before the last update; null while they are not kept.
  const Matrix* weight_before(std::size_t block) const;
  /// Null where the parameter is not watched.
  const WatchedParameter* watched_parameter(const InspectedItem& item) const;
  /// Mean over the batch of the feedback that arrived at the units (neurons, or channels) of a block in the
  /// last step; zeros before the first.
  std::vector<float> mean_unit_feedback(std::size_t block) const;
  /// Mean over the batch of the feedback at the inputs; has_input_feedback and a distributed block 0 needed.
  std::vector<float> mean_input_feedback() const;
};

/// The network of a run as it is before the first step and before any weight is removed. Throws Error and
/// Cancelled.
Network make_initial_network(const Experiment& experiment, const Dataset& dataset, const KnownWeights* known,
                             const Progress* progress);

/// What those settings make of a run. Throws Error at `place` where they do not fit.
RunMeans make_means(const RunSpec& spec, const Network& network, const Task& task, const std::string& place);

}  // namespace lfp
