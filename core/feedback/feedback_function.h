#pragma once

#include "core/base/registry.h"
#include "core/base/scalar.h"
#include "core/feedback/feedback_origin.h"

#include <cstdint>
#include <span>

namespace lfp {

/// What the outputs should have been, one a sample: labels for classification, values [batch x outputs] for
/// regression and autoencoding; the other is empty.
struct Targets {
  std::span<const std::int32_t> labels;
  const Matrix* values = nullptr;
};

/// What a network's outputs stand for.
struct OutputKind {
  Index outputs = 0;
  Index classes = 0;        ///< 0: targets are values
  Index steps = 1;          ///< time steps of the outputs
  bool is_spiking = false;  ///< the outputs are spikes, 0 or 1 at each step
};

/// The reward at the outputs: how much feedback R each logit gets, given what it should have been.
class FeedbackFunction {
 public:
  virtual ~FeedbackFunction() = default;
  /// Throws Error at `place` ("runs[0].feedback") where the function makes no sense for such outputs. As it
  /// stands: classes are needed, with an output for each.
  virtual void check(const OutputKind& kind, const std::string& place) const;
  /// `logits` and `feedback` [batch x outputs], `feedback` already of the right size.
  virtual void apply(const Matrix& logits, const Targets& targets, Matrix& feedback) const = 0;
  /// For outputs through time, [steps * batch x outputs] with the batch of the first step first. As it
  /// stands, the sum over the steps is the logit, and its feedback goes to the steps in proportion to what
  /// they contributed.
  virtual void apply_through_time(const Matrix& outputs, Index steps, const Targets& targets,
                                  Matrix& feedback);
  /// Where the feedback of one output of a single sample comes from: `outputs` [steps x outputs] as for
  /// apply_through_time(), `targets` that sample's alone.
  virtual FeedbackOrigin origin(const Matrix& outputs, const Targets& targets, Index output) const = 0;

 private:
  Matrix sum_;
  Matrix sum_feedback_;
};

using FeedbackEntry = Entry<FeedbackFunction>;

/// In the order of feedbacks.def.
const std::vector<FeedbackEntry>& feedback_entries();

}  // namespace lfp
