#pragma once

#include "core/data/dataset.h"
#include "core/experiment/experiment.h"
#include "core/feedback/feedback_function.h"
#include "core/network/network.h"

#include <cstdint>
#include <span>
#include <vector>

namespace lfp {

/// What the outputs of an experiment's networks are for: to tell classes apart, or to reproduce values (those
/// of a regression set, or for autoencoding the inputs themselves).
struct Task {
  Index classes = 0;  ///< 0: values
  Index values = 0;   ///< a sample; 0: classes
  bool autoencode = false;
  double variance = 1;  ///< of the values over the training set: what a score of 0 is measured against

  bool is_values() const { return classes == 0; }
};

Task task_of(const Experiment& experiment, const Dataset& dataset);
/// Throws Error at the last layer's place where the outputs do not fit: one a class (or a single one for two
/// classes), or one a value.
void check_outputs(const Task& task, const Network& network, const NetworkSpec& spec);
/// What a feedback function is asked about the outputs.
OutputKind output_kind(const Task& task, const Network& network);

/// The class that a row of logits stands for: that of the largest (the first of equals); with a single
/// output, 1 where it is above 0.
std::int32_t predicted_class(const Matrix& logits, Index row);

/// The probability of predicted_class(): the softmax of its logit, or of a single output the sigmoid.
double predicted_probability(const Matrix& logits, Index row);

/// The targets of one batch; keeps its room.
class BatchTargets {
 public:
  /// `labels` and `values` get the size that `batch` samples need.
  BatchTargets(const Task& task, Index batch);
  BatchTargets() = default;

  /// Of row `row`, which is sample `index` of `samples`.
  void set(Index row, const Samples& samples, std::int64_t index);
  /// For classes only.
  void set_label(Index row, std::int32_t label) { labels_[static_cast<std::size_t>(row)] = label; }
  Targets view() const;

 private:
  bool is_values_ = false;
  bool autoencode_ = false;
  std::vector<std::int32_t> labels_;
  Matrix values_;
};

}  // namespace lfp
