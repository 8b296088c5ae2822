#pragma once

#include "core/feedback/feedback_function.h"

namespace lfp {

/// The logits of a single sample, [1 x outputs], from its outputs [steps x outputs].
Matrix logits_of(const Matrix& outputs);

/// The origin that begins with o, the logit, and y, what it should be, where the targets say that.
FeedbackOrigin begin_origin(const Matrix& outputs, const Targets& targets, Index output);

/// Terms that many feedback functions share.
FeedbackOrigin::Term softmax_term(const Matrix& outputs, Index output);
FeedbackOrigin::Term sigmoid_term(const Matrix& outputs, Index output);
FeedbackOrigin::Term sign_term(const Matrix& outputs, Index output);

}  // namespace lfp
