#pragma once

#include "core/base/scalar.h"
#include "core/feedback/feedback_function.h"

namespace lfp {

/// How well a network does on one batch.
struct BatchMetrics {
  /// Rows whose predicted class is the label's. For values the sum over the rows of 1 - (mean squared error)
  /// / variance, whose mean over the set is the coefficient of determination R^2.
  double correct = 0;
  /// Sum over the rows of the cross-entropy, -log p_label, or of half the squared distance from the values.
  double loss = 0;
};

/// From logits [batch x outputs]; counts predictions in `confusion` [label x predicted] as well unless it is
/// null. `variance` is that of the target values; it counts for these alone.
BatchMetrics measure(const Matrix& logits, const Targets& targets, double variance,
                     Matrix* confusion = nullptr);

}  // namespace lfp
