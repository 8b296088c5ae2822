#include "core/inspection/describe_sample.h"

#include "core/feedback/probabilities.h"
#include "core/layers/spiking.h"
#include "core/training/unit_values.h"

#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

std::vector<float> row_of(const Matrix& matrix) {
  const Eigen::RowVectorXf row = matrix.row(0).cast<float>();
  return {row.data(), row.data() + row.size()};
}

std::vector<float> numbers_of(const Matrix& matrix) {
  std::vector<float> numbers(static_cast<std::size_t>(matrix.size()));
  std::transform(matrix.data(), matrix.data() + matrix.size(), numbers.begin(),
                 [](Scalar value) { return static_cast<float>(value); });
  return numbers;
}

/// Over the time steps of the one sample.
std::vector<float> column_sums(const Matrix& matrix) {
  return row_of(matrix.colwise().sum());
}

bool asks_for(const std::vector<int>& layers, std::size_t block) {
  return std::find(layers.begin(), layers.end(), static_cast<int>(block)) != layers.end();
}

LayerMap map_of(const Network& network, std::size_t block, const Matrix& output) {
  return {.layer = static_cast<int>(block),
          .shape = network.block(block).output_shape(),
          .activation = row_of(output.colwise().mean()),
          .feedback = {}};
}

SpikeRecord spikes_of(const SpikingLayer& layer, std::size_t block, const LayerTrace& trace) {
  SpikeRecord record{.layer = static_cast<int>(block),
                     .steps = trace.output.rows(),
                     .neurons = trace.output.cols(),
                     .threshold = static_cast<float>(layer.neuron().threshold),
                     .spikes = {},
                     .membrane = numbers_of(layer.membrane_after(trace)),
                     .feedback = {}};
  record.spikes.assign(trace.output.data(), trace.output.data() + trace.output.size());
  return record;
}

}  // namespace

ChosenSample chosen_sample(const Dataset& dataset, const Interest& interest) {
  const bool is_from_test =
      dataset.train.count() == 0 || (interest.sample_from_test && dataset.test.count() > 0);
  const Samples& split = is_from_test ? dataset.test : dataset.train;
  return {.split = split,
          .is_from_test = is_from_test,
          .index = std::clamp<std::int64_t>(interest.sample_index, 0, split.count() - 1)};
}

Matrix class_probabilities(const Matrix& logits) {
  Matrix probabilities = logits;
  if (logits.cols() == 1) {
    probabilities.resize(logits.rows(), 2);
    probabilities.col(1) = (1 + (-logits.col(0).array()).exp()).inverse();
    probabilities.col(0) = 1 - probabilities.col(1).array();
  } else {
    softmax_rows(logits, probabilities);
  }
  return probabilities;
}

SampleSnapshot snapshot_of_way_up(const PassedSample& passed, const Task& task, const Interest& interest) {
  const Network& network = passed.network();
  const Trace& trace = passed.trace();
  SampleSnapshot result;
  result.activations.resize(network.blocks());
  for (std::size_t b = 0; b < network.blocks(); ++b) {
    const Matrix& output = trace.layers[network.unit_index_of(b)].output;
    result.activations[b] = unit_means(output, network.block(b).output_shape());
    if (asks_for(interest.map_layers, b)) result.maps.push_back(map_of(network, b, output));
    const SpikingLayer* spiking = network.block(b).as_spiking();
    if (spiking != nullptr && asks_for(interest.spike_layers, b))
      result.spikes.push_back(spikes_of(*spiking, b, trace.layers[network.index_of(b)]));
  }
  result.input = row_of(trace.input);
  const Matrix& logits = network.logits(trace);
  if (!task.is_values()) {
    result.prediction = predicted_class(logits, 0);
    result.probabilities = row_of(class_probabilities(logits));
  }
  result.outputs = row_of(logits);
  return result;
}

void add_way_down(const PassedSample& passed, SampleSnapshot& snapshot) {
  const Network& network = passed.network();
  snapshot.feedback.resize(network.blocks());
  for (std::size_t b = network.blocks(); b-- > 0;) {
    const Matrix& arriving = passed.pass().unit_feedback(network, passed.trace(), b);
    snapshot.feedback[b] = unit_sums(arriving, network.block(b).output_shape(), 1);
    const auto layer = static_cast<int>(b);
    for (LayerMap& map : snapshot.maps)
      if (map.layer == layer) map.feedback = column_sums(arriving);
    for (SpikeRecord& record : snapshot.spikes)
      if (record.layer == layer) record.feedback = numbers_of(arriving);
  }
  snapshot.input_feedback = row_of(passed.pass().input_feedback(network, passed.trace()));
  snapshot.output_feedback = snapshot.feedback.back();
}

}  // namespace lfp
