#include "core/feedback/probabilities.h"

namespace lfp {

void softmax_rows(const Matrix& logits, Matrix& probabilities) {
  for (Index row = 0; row < logits.rows(); ++row) {
    auto p = probabilities.row(row).array();
    p = (logits.row(row).array() - logits.row(row).maxCoeff()).exp();
    p /= p.sum();
  }
}

}  // namespace lfp
