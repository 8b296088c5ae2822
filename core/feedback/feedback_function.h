#pragma once

#include "core/base/registry.h"
#include "core/base/scalar.h"

#include <cstdint>
#include <span>

namespace lfp {

/// The reward at the outputs: how much feedback R each logit gets, given what it should have been.
class FeedbackFunction {
 public:
  virtual ~FeedbackFunction() = default;
  /// `logits` and `feedback` [batch x outputs], `feedback` already of the right size; one label a row.
  virtual void apply(const Matrix& logits, std::span<const std::int32_t> labels, Matrix& feedback) const = 0;
};

using FeedbackEntry = Entry<FeedbackFunction>;

/// In the order of feedbacks.def.
const std::vector<FeedbackEntry>& feedback_entries();

}  // namespace lfp
