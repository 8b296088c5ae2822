#pragma once

#include "core/base/scalar.h"

namespace lfp {

/// probabilities = softmax of each row of `logits` [batch x outputs], shifted by the row's maximum so that it
/// never overflows. `probabilities` already has the right size and may be `logits` itself.
void softmax_rows(const Matrix& logits, Matrix& probabilities);

}  // namespace lfp
