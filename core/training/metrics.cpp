#include "core/training/metrics.h"

#include "core/training/task.h"

#include <cmath>

namespace lfp {
namespace {

/// -log p_label; of a single output, whose sigmoid is the probability of class 1.
double cross_entropy(const Matrix& logits, Index row, std::int32_t label) {
  if (logits.cols() == 1) {
    const auto wrong = static_cast<double>(label == 1 ? -logits(row, 0) : logits(row, 0));
    return wrong > 0 ? wrong + std::log1p(std::exp(-wrong)) : std::log1p(std::exp(wrong));
  }
  const Scalar largest = logits.row(row).maxCoeff();
  const auto sum = static_cast<double>((logits.row(row).array() - largest).exp().sum());
  return std::log(sum) + static_cast<double>(largest - logits(row, label));
}

BatchMetrics measure_values(const Matrix& outputs, const Matrix& values, double variance) {
  BatchMetrics metrics;
  for (Index row = 0; row < outputs.rows(); ++row) {
    const auto square = static_cast<double>((outputs.row(row) - values.row(row)).squaredNorm());
    metrics.loss += square / 2;
    metrics.correct += 1 - square / (variance * static_cast<double>(outputs.cols()));
  }
  return metrics;
}

}  // namespace

BatchMetrics measure(const Matrix& logits, const Targets& targets, double variance, Matrix* confusion) {
  if (targets.values != nullptr) return measure_values(logits, *targets.values, variance);
  BatchMetrics metrics;
  for (Index row = 0; row < logits.rows(); ++row) {
    const std::int32_t label = targets.labels[static_cast<std::size_t>(row)];
    const std::int32_t predicted = predicted_class(logits, row);
    metrics.correct += predicted == label ? 1 : 0;
    metrics.loss += cross_entropy(logits, row, label);
    if (confusion != nullptr) (*confusion)(label, predicted) += 1;
  }
  return metrics;
}

}  // namespace lfp
