#pragma once

#include "core/base/scalar.h"

#include <cstdint>
#include <span>

namespace lfp {

/// How well one batch is classified.
struct BatchMetrics {
  std::int64_t correct = 0;  ///< rows whose largest logit (the first of equals) is the label's
  double loss = 0;           ///< sum over the rows of the cross-entropy, -log softmax(o)_label
};

/// From logits [batch x classes]; counts predictions in `confusion` [label x predicted] as well unless it is
/// null.
BatchMetrics measure(const Matrix& logits, std::span<const std::int32_t> labels, Matrix* confusion = nullptr);

}  // namespace lfp
