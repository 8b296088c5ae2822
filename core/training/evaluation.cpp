#include "core/training/evaluation.h"

#include "core/training/metrics.h"

#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

constexpr Index largest_chunk = 256;
/// Numbers that a chunk's outputs may take together: large networks are tested in smaller chunks.
constexpr Index largest_room = 16'000'000;

Index chunk_size_for(const Network& network) {
  Index numbers = network.input_shape().size();
  Index rows = 1;
  for (std::size_t i = 0; i < network.size(); ++i) {
    rows *= network.layer(i).rows_for_each();
    numbers += rows * network.layer(i).output_shape().size();
  }
  return std::clamp<Index>(largest_room / numbers, 1, largest_chunk);
}

void add_values(const Matrix& outputs, const Matrix& targets, bool keeps_values, Predictions& predictions) {
  for (Index row = 0; row < outputs.rows(); ++row) {
    const Scalar mean_square = (outputs.row(row) - targets.row(row)).squaredNorm() /
                               static_cast<Scalar>(std::max<Index>(1, outputs.cols()));
    predictions.error.push_back(static_cast<float>(std::sqrt(mean_square)));
    for (Index output = 0; keeps_values && output < outputs.cols(); ++output)
      predictions.values.push_back(static_cast<float>(outputs(row, output)));
  }
  if (keeps_values) predictions.outputs = outputs.cols();
}

void add_classes(const Matrix& logits, Predictions& predictions) {
  for (Index row = 0; row < logits.rows(); ++row) {
    predictions.predicted.push_back(predicted_class(logits, row));
    predictions.probability.push_back(static_cast<float>(predicted_probability(logits, row)));
  }
}

void add_activity(const Network& network, const Trace& trace, std::vector<BlockActivity>& activity) {
  activity.resize(network.blocks());
  for (std::size_t b = 0; b < network.blocks(); ++b) {
    const std::size_t unit = network.unit_index_of(b);
    activity[b].are_spikes = network.layer(unit).gives_spikes();
    if (!activity[b].are_spikes && network.layer(unit).activation() == nullptr) continue;
    const Matrix& output = trace.layers[unit].output;
    activity[b].outputs += output.size();
    activity[b].zeros += (output.array() == Scalar(0)).count();
  }
}

}  // namespace

Evaluator::Evaluator(const Network& network, const Task& task, std::uint64_t seed)
    : task_(task),
      seed_(seed),
      chunk_size_(chunk_size_for(network)),
      chunk_(make_room(network, chunk_size_)) {}

Evaluator::Room Evaluator::make_room(const Network& network, Index rows) const {
  return {.trace = network.make_trace(rows, {.downward = false}), .targets = BatchTargets(task_, rows)};
}

Evaluation Evaluator::evaluate(const Network& network, const Samples& samples) {
  return *evaluate(network, samples, {});
}

std::optional<Evaluation> Evaluator::evaluate(const Network& network, const Samples& samples,
                                              const CalledOff& called_off) {
  Evaluation result;
  result.confusion = Matrix::Zero(task_.classes, task_.classes);
  if (samples.count() == 0) return result;
  const auto predictions = std::make_shared<Predictions>();
  Matrix* confusion = task_.is_values() ? nullptr : &result.confusion;
  BatchMetrics total;
  for (std::int64_t first = 0; first < samples.count(); first += chunk_size_) {
    if (called_off && called_off()) return {};
    const std::int64_t count = std::min<std::int64_t>(chunk_size_, samples.count() - first);
    if (count < chunk_size_ && rest_.trace.input.rows() != count) rest_ = make_room(network, count);
    Room& room = count < chunk_size_ ? rest_ : chunk_;
    copy_rows(samples, first, room.trace.input);
    for (Index row = 0; row < count; ++row) room.targets.set(row, samples, first + row);
    network.draw(room.trace, seed_, 0);
    network.forward(room.trace);
    if (counts_activity_) add_activity(network, room.trace, result.activity);
    const BatchMetrics metrics =
        measure(network.logits(room.trace), room.targets.view(), task_.variance, confusion);
    if (task_.is_values())
      // For an autoencoder the values of all samples would take as much room as the data.
      add_values(network.logits(room.trace), *room.targets.view().values, !task_.autoencode, *predictions);
    else
      add_classes(network.logits(room.trace), *predictions);
    total.correct += metrics.correct;
    total.loss += metrics.loss;
  }
  const auto count = static_cast<double>(samples.count());
  result.accuracy = total.correct / count;
  result.loss = total.loss / count;
  result.predictions = predictions;
  return result;
}

void copy_rows(const Samples& samples, std::int64_t first, Matrix& input) {
  const float* from = samples.inputs.data() + first * samples.features;
  std::transform(from, from + input.size(), input.data(),
                 [](float value) { return static_cast<Scalar>(value); });
}

}  // namespace lfp
