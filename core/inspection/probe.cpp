#include "core/inspection/probe.h"

#include "core/feedback/probabilities.h"
#include "core/inspection/account.h"
#include "core/inspection/inspect_unit.h"
#include "core/inspection/what_if.h"
#include "core/layers/spiking.h"
#include "core/training/evaluation.h"
#include "core/training/unit_values.h"
#include "core/training/watched_parameter.h"

#include <algorithm>
#include <cmath>
#include <utility>

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

/// [batch x classes]: the softmax of the logits, or of a single one its sigmoid and what is left of 1.
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

/// The split that is asked for, if there is one.
const Samples& samples_of(const Dataset& dataset, const Interest& interest) {
  const bool is_test = dataset.train.count() == 0 || (interest.sample_from_test && dataset.test.count() > 0);
  return is_test ? dataset.test : dataset.train;
}

std::int64_t index_of(const Samples& samples, const Interest& interest) {
  return std::clamp<std::int64_t>(interest.sample_index, 0, samples.count() - 1);
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

Trace& Probe::trace_for(const Network& network, Index batch, Use use) {
  const auto key = std::pair(batch, use);
  const auto found = traces_.find(key);
  if (found != traces_.end()) return found->second;
  const bool is_down = use != Use::up;
  return traces_
      .emplace(key, network.make_trace(
                        batch, {.training = use == Use::training, .downward = is_down, .to_input = is_down}))
      .first->second;
}

/// Up and all the way down. The parameters of `block` get their feedback, unless `feedback` is null.
Trace& Probe::pass_sample(const Network& network, const Task& task, const Dataset& dataset,
                          const Interest& interest, BackwardPass& pass, std::size_t block,
                          Parameters* feedback) {
  const Samples& samples = samples_of(dataset, interest);
  const std::int64_t index = index_of(samples, interest);
  Trace& trace = trace_for(network, 1, Use::down);
  copy_rows(samples, index, trace.input);
  network.draw(trace, 0, 0);
  network.forward(trace);
  BatchTargets targets(task, 1);
  targets.set(0, samples, index);
  pass.start(network, trace, targets.view());
  for (std::size_t b = network.blocks(); b-- > 0;)
    pass.distribute(network, b, trace, b == block ? feedback : nullptr);
  return trace;
}

SampleSnapshot Probe::sample(const Network& network, const RunSpec& run, const Task& task,
                             const Dataset& dataset, const Interest& interest) {
  SampleSnapshot result;
  const Samples& samples = samples_of(dataset, interest);
  result.from_test = &samples == &dataset.test;
  result.index = index_of(samples, interest);
  if (!samples.labels.empty()) result.label = samples.labels[static_cast<std::size_t>(result.index)];

  Trace& trace = trace_for(network, 1, Use::down);
  copy_rows(samples, result.index, trace.input);
  walk_up(network, task, interest, trace, result);
  BatchTargets targets(task, 1);
  targets.set(0, samples, result.index);
  walk_down(network, run, task, targets.view(), trace, result);
  return result;
}

SampleSnapshot Probe::drawn(const Network& network, const RunSpec& run, const Task& task,
                            const Interest& interest) {
  SampleSnapshot result;
  result.index = -1;
  result.label = interest.drawn_label;
  Trace& trace = trace_for(network, 1, Use::down);
  std::transform(interest.drawn->begin(), interest.drawn->end(), trace.input.data(),
                 [](float value) { return static_cast<Scalar>(value); });
  walk_up(network, task, {}, trace, result);
  if (interest.drawn_label < 0 || interest.drawn_label >= task.classes) return result;
  BatchTargets targets(task, 1);
  targets.set_label(0, interest.drawn_label);
  walk_down(network, run, task, targets.view(), trace, result);
  return result;
}

void Probe::walk_up(const Network& network, const Task& task, const Interest& interest, Trace& trace,
                    SampleSnapshot& result) {
  network.draw(trace, 0, 0);
  network.forward(trace);
  result.activations.resize(network.blocks());
  for (std::size_t b = 0; b < network.blocks(); ++b) {
    const Matrix& output = trace.layers[network.unit_index_of(b)].output;
    result.activations[b] = unit_means(output, network.block(b).output_shape());
    if (asks_for(interest.map_layers, b)) result.maps.push_back(map_of(network, b, output));
    const auto* spiking = dynamic_cast<const SpikingLayer*>(&network.block(b));
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
}

void Probe::walk_down(const Network& network, const RunSpec& run, const Task& task, const Targets& targets,
                      Trace& trace, SampleSnapshot& result) {
  const auto pass = make_backward_pass(run, network, task, "run");
  pass->start(network, trace, targets);
  result.feedback.resize(network.blocks());
  for (std::size_t b = network.blocks(); b-- > 0;) {
    pass->distribute(network, b, trace, nullptr);
    const Matrix& arriving = pass->unit_feedback(network, trace, b);
    result.feedback[b] = unit_sums(arriving, network.block(b).output_shape(), 1);
    const auto layer = static_cast<int>(b);
    for (LayerMap& map : result.maps)
      if (map.layer == layer) map.feedback = column_sums(arriving);
    for (SpikeRecord& record : result.spikes)
      if (record.layer == layer) record.feedback = numbers_of(arriving);
  }
  result.input_feedback = row_of(pass->input_feedback(network, trace));
  result.output_feedback = result.feedback.back();
}

Ledger Probe::sample_ledger(const Network& network, const RunSpec& run, const Task& task,
                            const Dataset& dataset, const Interest& interest) {
  const auto pass = make_backward_pass(run, network, task, "run");
  return ledger_of(*pass, network, pass_sample(network, task, dataset, interest, *pass, 0, nullptr), 1);
}

Ledger Probe::batch_ledger(const Network& network, const RunSpec& run, const Task& task,
                           const Dataset& dataset, std::span<const std::int32_t> batch, std::uint64_t seed,
                           std::int64_t occasion) {
  const auto count = static_cast<Index>(batch.size());
  Trace& trace = trace_for(network, count, Use::training);
  BatchTargets targets(task, count);
  for (Index row = 0; row < count; ++row) {
    const std::int32_t index = batch[static_cast<std::size_t>(row)];
    const auto input = dataset.train.input(index);
    std::ranges::transform(input, trace.input.row(row).data(),
                           [](float value) { return static_cast<Scalar>(value); });
    targets.set(row, dataset.train, index);
  }
  network.draw(trace, seed, static_cast<std::uint64_t>(occasion));
  network.forward(trace);
  const auto pass = make_backward_pass(run, network, task, "run");
  pass->start(network, trace, targets.view());
  for (std::size_t b = network.blocks(); b-- > 0;) pass->distribute(network, b, trace, nullptr);
  return ledger_of(*pass, network, trace, count);
}

std::optional<Inspection> Probe::inspect(const Network& network, const RunSpec& run, const Task& task,
                                         const Dataset& dataset, const Interest& interest,
                                         const InspectedItem& item) {
  if (!has_item(network, item)) return std::nullopt;
  const auto block = static_cast<std::size_t>(std::max(0, item.layer));
  const Parameters& parameters = network.block(block).parameters();
  Parameters feedback{.weight = Matrix::Zero(parameters.weight.rows(), parameters.weight.cols()),
                      .bias = Vector::Zero(parameters.bias.size())};
  const auto pass = make_backward_pass(run, network, task, "run");
  const Trace& trace = pass_sample(network, task, dataset, interest, *pass, block,
                                   parameters.count() > 0 ? &feedback : nullptr);
  Inspection result{.item = item, .unit = inspect_unit(*pass, network, trace, item), .parameter = {}};
  const bool is_output = item.layer + 1 == static_cast<int>(network.blocks()) &&
                         network.logits(trace).cols() == unit_count(network.block(block).output_shape());
  if (is_output) {
    const Samples& samples = samples_of(dataset, interest);
    BatchTargets targets(task, 1);
    targets.set(0, samples, index_of(samples, interest));
    result.unit.origin = pass->origin(network, trace, targets.view(), item.unit);
  }
  if (item.input) {
    result.parameter.emplace();
    result.parameter->sample_feedback = static_cast<double>(parameter_of(feedback, item));
  }
  return result;
}

std::vector<SupposedOutcome> Probe::what_if(const Network& network, const NetworkSpec& spec,
                                            const RunSpec& run, const Task& task, const Dataset& dataset,
                                            const Interest& interest, const CloseLook& look,
                                            double learning_rate) {
  std::vector<SupposedOutcome> outcomes;
  const InspectedItem& item = look.item;
  const bool learns = item.layer >= 0 && has_item(network, item) &&
                      network.block(static_cast<std::size_t>(item.layer)).parameters().count() > 0;
  if (!learns || look.suppositions.empty()) return outcomes;
  const auto pass = make_backward_pass(run, network, task, "run");
  const Trace& trace = pass_sample(network, task, dataset, interest, *pass, 0, nullptr);
  for (const Supposition& supposed : look.suppositions) {
    outcomes.push_back(lfp::what_if(supposed, network, spec, run, task, trace, item));
    SupposedOutcome& outcome = outcomes.back();
    outcome.update = supposed.learning_rate.value_or(learning_rate) * outcome.sample_feedback;
  }
  return outcomes;
}

BoundarySnapshot Probe::boundary(const Network& network, const Dataset& dataset, int resolution) {
  BoundarySnapshot result = square_around(dataset);
  result.resolution = resolution;
  const auto side = static_cast<std::size_t>(resolution);
  result.predicted.resize(side * side);
  result.certainty.resize(side * side);
  Trace& trace = trace_for(network, resolution, Use::up);
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
    network.draw(trace, 0, 0);
    network.forward(trace);
    const Matrix probabilities = class_probabilities(network.logits(trace));
    for (Index column = 0; column < resolution; ++column) {
      Index predicted = 0;
      const Scalar certainty = probabilities.row(column).maxCoeff(&predicted);
      const std::size_t cell = row * side + static_cast<std::size_t>(column);
      result.predicted[cell] = static_cast<std::uint8_t>(predicted);
      result.certainty[cell] = static_cast<std::uint8_t>(std::lround(certainty * 255));
    }
  }
  return result;
}

}  // namespace lfp
