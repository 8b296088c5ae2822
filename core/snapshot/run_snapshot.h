#pragma once

#include "core/base/sign_changes.h"
#include "core/experiment/experiment.h"
#include "core/snapshot/boundary_snapshot.h"
#include "core/snapshot/convergence.h"
#include "core/snapshot/divergence.h"
#include "core/snapshot/fit_snapshot.h"
#include "core/snapshot/inspection.h"
#include "core/snapshot/layer_snapshot.h"
#include "core/snapshot/ledger.h"
#include "core/snapshot/predictions.h"
#include "core/snapshot/remedy.h"
#include "core/snapshot/run_history.h"
#include "core/snapshot/sample_snapshot.h"
#include "core/snapshot/table.h"
#include "core/snapshot/unit_planes.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lfp {

/// How much the outputs of the newest batch differ.
struct OutputSpread {
  float between_outputs = 0.0F;  ///< the largest difference between two outputs of the same sample
  float between_samples = 0.0F;  ///< the largest difference of the same output between two samples
  float largest = 0.0F;          ///< the largest absolute value of any output
};

/// The state of one run at the step given in the snapshot.
struct RunSnapshot {
  std::string name;
  Method method = Method::lfp;
  std::vector<LayerSnapshot> layers;
  std::vector<float> input_feedback;  ///< mean over the last batch; empty unless requested
  double batch_accuracy = 0;
  double batch_loss = 0;
  double test_accuracy = 0;  ///< at the last evaluation (end of epoch, pause, single step); R^2 if regression
  double test_loss = 0;
  /// The step of that evaluation, which may lie ahead after going back; empty if there was none.
  std::optional<std::int64_t> tested_step;
  SignChanges sign_changes;          ///< of the weights, without biases; exact at the last evaluation
  std::int64_t removed_weights = 0;  ///< weights removed by pruning, which are held at zero
  Table confusion;                   ///< [label x predicted] over the test set, at the last evaluation
  std::shared_ptr<const Predictions> test_predictions;   ///< at the last evaluation
  std::shared_ptr<const Predictions> train_predictions;  ///< the same for the training set, if requested
  RunHistory history;
  /// After going back: the record as it was before, until the run reaches its end again or departs from it.
  /// Null if nothing lies ahead.
  std::shared_ptr<const RecordAhead> ahead;
  double learning_rate = 0;  ///< the current value of the schedule
  double update_norm = 0;    ///< norm of the feedback in the last update, before clipping
  double clip_factor = 1;    ///< the factor by which clipping scaled it
  std::optional<SampleSnapshot> sample;
  std::optional<SampleSnapshot> drawn;     ///< result for Interest::drawn; without a label it has no feedback
  Ledger sample_ledger;                    ///< for the shown sample, in the current network
  Ledger batch_ledger;                     ///< for the newest batch, in the current network
  std::vector<Inspection> inspections;     ///< of the existing Interest::close_looks, for the shown sample
  std::optional<Convergence> convergence;  ///< empty unless requested, or if the method isn't LFP
  std::optional<BoundarySnapshot> boundary;
  std::optional<FitSnapshot> fit;
  std::shared_ptr<const UnitPlanes> planes;  ///< null unless requested and the data are two-dimensional
  std::optional<Divergence> divergence;
  /// For a diverged run, once they have been tried: the remedies that kept a copy of it finite, best first.
  std::vector<TriedRemedy> remedies;
  bool are_remedies_tried = false;
  std::optional<OutputSpread> outputs;  ///< empty before the first batch has been passed forward

  /// Returns null if the item was not requested or does not exist.
  const Inspection* inspection_of(const InspectedItem& item) const;
};

}  // namespace lfp
