#include "core/training/evaluation.h"

#include "core/training/metrics.h"

#include <algorithm>

namespace lfp {
namespace {

constexpr std::int64_t chunk_size = 256;

}  // namespace

Evaluator::Evaluator(const Network& network) : chunk_(network.make_trace(chunk_size, false)) {}

Evaluation Evaluator::evaluate(const Network& network, const Samples& samples) {
  Evaluation result;
  const Index classes = network.output_shape().size();
  result.confusion = Matrix::Zero(classes, classes);
  if (samples.count() == 0) return result;
  BatchMetrics total;
  for (std::int64_t first = 0; first < samples.count(); first += chunk_size) {
    const std::int64_t count = std::min(chunk_size, samples.count() - first);
    if (count < chunk_size && rest_.input.rows() != count) rest_ = network.make_trace(count, false);
    Trace& trace = count < chunk_size ? rest_ : chunk_;
    copy_rows(samples, first, trace.input);
    network.forward(trace);
    const auto labels =
        std::span(samples.labels).subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(count));
    const BatchMetrics metrics = measure(trace.layers.back().output, labels, &result.confusion);
    total.correct += metrics.correct;
    total.loss += metrics.loss;
  }
  const auto count = static_cast<double>(samples.count());
  result.accuracy = static_cast<double>(total.correct) / count;
  result.loss = total.loss / count;
  return result;
}

void copy_rows(const Samples& samples, std::int64_t first, Matrix& input) {
  const float* from = samples.inputs.data() + first * samples.features;
  std::transform(from, from + input.size(), input.data(),
                 [](float value) { return static_cast<Scalar>(value); });
}

}  // namespace lfp
