#pragma once

#include "core/snapshot/timeline.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace lfp {

/// The columns of RunHistory::steps. After these come the columns per layer: feedback norms, weights flipped
/// since step 0, and the flips of the step itself, first to positive, then to negative weights.
struct StepColumns {
  static constexpr std::size_t batch_accuracy = 0;  ///< 0..1
  static constexpr std::size_t batch_loss = 1;
  static constexpr std::size_t mean_feedback = 2;  ///< output feedback, mean over batch and outputs
  static constexpr std::size_t first_layer = 3;
  static std::size_t feedback_norm(std::size_t layer) { return first_layer + layer; }
  static std::size_t flips(std::size_t layer, std::size_t layers) { return first_layer + layers + layer; }
  static std::size_t to_positive(std::size_t layer, std::size_t layers) {
    return first_layer + 2 * layers + layer;
  }
  static std::size_t to_negative(std::size_t layer, std::size_t layers) {
    return first_layer + 3 * layers + layer;
  }
  static std::size_t count(std::size_t layers) { return first_layer + 4 * layers; }
};

/// One line of the log, written after every epoch and at the end of training.
struct LogRow {
  std::int64_t step = 0;
  std::int64_t epoch = 0;
  double train_accuracy = 0;  ///< over the batches of the epoch, measured during training
  double test_accuracy = 0;
  double loss = 0;  ///< mean over the batches of the epoch
  double test_loss = 0;
  double mean_feedback = 0;
  std::vector<double> feedback_norm;  ///< per layer
  std::vector<std::int64_t> flips;    ///< per layer, weights flipped since step 0
};

/// The history of one run. It is shared with the trainer's own record, so copying is cheap.
struct RunHistory {
  TimelineView steps;   ///< columns: StepColumns
  TimelineView raster;  ///< columns: mean feedback per unit, in layer order; empty if not recorded
  std::vector<std::shared_ptr<const LogRow>> log;
};

/// The record of a run that has gone back in time, up to the furthest step that it was trained to and that
/// has not been discarded.
struct RecordAhead {
  RunHistory history;
  std::int64_t last_step = 0;
};

}  // namespace lfp
