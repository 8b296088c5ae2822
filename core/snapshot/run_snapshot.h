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

/// How the outputs of the newest batch differ.
struct OutputSpread {
  float between_outputs = 0.0F;  ///< the largest difference of two outputs of one sample
  float between_samples = 0.0F;  ///< the largest difference of one output in two samples
  float largest = 0.0F;          ///< the largest of them all, without its sign
};

/// One run as it is at the step that the snapshot names.
struct RunSnapshot {
  std::string name;
  Method method = Method::lfp;
  std::vector<LayerSnapshot> layers;
  std::vector<float> input_feedback;  ///< mean over the last batch; empty unless asked for
  double batch_accuracy = 0;
  double batch_loss = 0;
  double test_accuracy = 0;  ///< as of the last evaluation (epoch's end, pause, single steps); for values R^2
  double test_loss = 0;
  /// The step of that evaluation, which may lie ahead after a step back; nothing: never evaluated.
  std::optional<std::int64_t> tested_step;
  SignChanges sign_changes;          ///< of the weights, without biases; exact as of the last evaluation
  std::int64_t removed_weights = 0;  ///< by pruning; held at zero
  Table confusion;                   ///< [label x predicted] over the test set, as of the last evaluation
  std::shared_ptr<const Predictions> test_predictions;   ///< as of the last evaluation
  std::shared_ptr<const Predictions> train_predictions;  ///< the same for the training set, if asked for
  RunHistory history;
  /// After going back: what the record was before that, until the run gets there again or goes another way.
  /// Null where nothing lies ahead.
  std::shared_ptr<const RecordAhead> ahead;
  double learning_rate = 0;  ///< as the schedule has it now
  double update_norm = 0;    ///< length of the last update's feedback, before clipping
  double clip_factor = 1;    ///< what clipping left of it
  std::optional<SampleSnapshot> sample;
  std::optional<SampleSnapshot> drawn;     ///< Interest::drawn; without a label its feedback is empty
  Ledger sample_ledger;                    ///< of the shown sample, in the network as it is now
  Ledger batch_ledger;                     ///< of the newest batch, likewise
  std::vector<Inspection> inspections;     ///< of Interest::close_looks that there are, in the shown sample
  std::optional<Convergence> convergence;  ///< none unless asked for, or where the method isn't LFP
  std::optional<BoundarySnapshot> boundary;
  std::optional<FitSnapshot> fit;
  std::shared_ptr<const UnitPlanes> planes;  ///< null unless asked for, and for data in a plane
  std::optional<Divergence> divergence;
  /// Of a run that has diverged, once they are tried: the remedies that kept a copy of it finite, best first.
  std::vector<TriedRemedy> remedies;
  bool are_remedies_tried = false;
  std::optional<OutputSpread> outputs;  ///< none before the first batch has come up

  /// Null where it was not asked for, or there is no such item.
  const Inspection* inspection_of(const InspectedItem& item) const;
};

}  // namespace lfp
