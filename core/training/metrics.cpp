#include "core/training/metrics.h"

#include <cmath>

namespace lfp {

BatchMetrics measure(const Matrix& logits, std::span<const std::int32_t> labels, Matrix* confusion) {
  BatchMetrics metrics;
  for (Index row = 0; row < logits.rows(); ++row) {
    const std::int32_t label = labels[static_cast<std::size_t>(row)];
    Index predicted = 0;
    const Scalar largest = logits.row(row).maxCoeff(&predicted);
    metrics.correct += static_cast<std::int64_t>(predicted == label);
    const auto sum = static_cast<double>((logits.row(row).array() - largest).exp().sum());
    metrics.loss += std::log(sum) + static_cast<double>(largest - logits(row, label));
    if (confusion != nullptr) (*confusion)(label, predicted) += 1;
  }
  return metrics;
}

}  // namespace lfp
