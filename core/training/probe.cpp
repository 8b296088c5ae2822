#include "core/training/probe.h"

#include "core/feedback/probabilities.h"
#include "core/training/evaluation.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace lfp {
namespace {

std::vector<float> row_of(const Matrix& matrix) {
  const Eigen::RowVectorXf row = matrix.row(0).cast<float>();
  return {row.data(), row.data() + row.size()};
}

/// A square around both splits with a margin, the same in x and y so that shapes are not distorted.
BoundarySnapshot square_around(const Dataset& dataset) {
  float x_low = 0;
  float x_high = 0;
  float y_low = 0;
  float y_high = 0;
  bool is_first = true;
  for (const Samples* samples : {&dataset.train, &dataset.test}) {
    for (std::int64_t i = 0; i < samples->count(); ++i) {
      const auto point = samples->input(i);
      x_low = is_first ? point[0] : std::min(x_low, point[0]);
      x_high = is_first ? point[0] : std::max(x_high, point[0]);
      y_low = is_first ? point[1] : std::min(y_low, point[1]);
      y_high = is_first ? point[1] : std::max(y_high, point[1]);
      is_first = false;
    }
  }
  const float half = 0.54F * std::max({x_high - x_low, y_high - y_low, 1e-3F});
  const float x_middle = (x_low + x_high) / 2;
  const float y_middle = (y_low + y_high) / 2;
  BoundarySnapshot square;
  square.x_low = x_middle - half;
  square.x_high = x_middle + half;
  square.y_low = y_middle - half;
  square.y_high = y_middle + half;
  return square;
}

}  // namespace

Trace& Probe::trace_for(const Network& network, Index batch, bool to_input) {
  const auto key = std::pair(batch, to_input);
  const auto found = traces_.find(key);
  if (found != traces_.end()) return found->second;
  return traces_.emplace(key, network.make_trace(batch, to_input)).first->second;
}

SampleSnapshot Probe::sample(const Network& network, const RunSpec& run, const Dataset& dataset,
                             const Interest& interest) {
  SampleSnapshot result;
  result.from_test = interest.sample_from_test && dataset.test.count() > 0;
  const Samples& samples = result.from_test ? dataset.test : dataset.train;
  result.index = std::clamp<std::int64_t>(interest.sample_index, 0, samples.count() - 1);
  result.label = samples.labels[static_cast<std::size_t>(result.index)];

  Trace& trace = trace_for(network, 1, true);
  copy_rows(samples, result.index, trace.input);
  network.forward(trace);
  const auto pass = make_backward_pass(run, network, "run");
  pass->start(network, trace, std::span(&result.label, 1));
  const auto layers = network.parameter_layers();
  result.activations.resize(layers);
  result.feedback.resize(layers);
  for (std::size_t l = layers; l-- > 0;) {
    pass->distribute(network, l, trace, true, nullptr);
    result.activations[l] = row_of(trace.layers[network.unit_index_of(l)].output);
    result.feedback[l] = row_of(pass->unit_feedback(network, trace, l));
  }
  result.input = row_of(trace.input);
  result.input_feedback = row_of(pass->input_feedback(network, trace));
  result.output_feedback = result.feedback.back();

  Matrix probabilities = trace.layers.back().output;
  Index predicted = 0;
  probabilities.row(0).maxCoeff(&predicted);
  result.prediction = static_cast<std::int32_t>(predicted);
  softmax_rows(probabilities, probabilities);
  result.probabilities = row_of(probabilities);
  return result;
}

BoundarySnapshot Probe::boundary(const Network& network, const Dataset& dataset, int resolution) {
  BoundarySnapshot result = square_around(dataset);
  result.resolution = resolution;
  const auto side = static_cast<std::size_t>(resolution);
  result.predicted.resize(side * side);
  result.certainty.resize(side * side);
  Trace& trace = trace_for(network, resolution, false);
  const Scalar cell_width =
      static_cast<Scalar>(result.x_high - result.x_low) / static_cast<Scalar>(resolution);
  const Scalar cell_height =
      static_cast<Scalar>(result.y_high - result.y_low) / static_cast<Scalar>(resolution);
  for (std::size_t row = 0; row < side; ++row) {
    const Scalar y =
        static_cast<Scalar>(result.y_low) + (static_cast<Scalar>(row) + Scalar(0.5)) * cell_height;
    for (Index column = 0; column < resolution; ++column) {
      trace.input(column, 0) =
          static_cast<Scalar>(result.x_low) + (static_cast<Scalar>(column) + Scalar(0.5)) * cell_width;
      trace.input(column, 1) = y;
    }
    network.forward(trace);
    Matrix& logits = trace.layers.back().output;
    softmax_rows(logits, logits);
    for (Index column = 0; column < resolution; ++column) {
      Index predicted = 0;
      const Scalar certainty = logits.row(column).maxCoeff(&predicted);
      const std::size_t cell = row * side + static_cast<std::size_t>(column);
      result.predicted[cell] = static_cast<std::uint8_t>(predicted);
      result.certainty[cell] = static_cast<std::uint8_t>(std::lround(certainty * 255));
    }
  }
  return result;
}

}  // namespace lfp
