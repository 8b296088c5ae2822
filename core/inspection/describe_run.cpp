#include "core/inspection/describe_run.h"

#include "core/activations/activation.h"
#include "core/inspection/inspect_parameter.h"
#include "core/inspection/make_histogram.h"
#include "core/layers/layer_entry.h"
#include "core/training/unit_values.h"

#include <algorithm>
#include <utility>

namespace lfp {
namespace {

Table table_of(const Matrix& matrix, Scalar factor) {
  Table table{.rows = matrix.rows(), .columns = matrix.cols(), .values = {}};
  table.values.resize(static_cast<std::size_t>(matrix.size()));
  std::transform(matrix.data(), matrix.data() + matrix.size(), table.values.begin(),
                 [factor](Scalar value) { return static_cast<float>(factor * value); });
  return table;
}

std::shared_ptr<const LayerWeights> weights_of(const Trainer& trainer, std::size_t l) {
  const Parameters& parameters = trainer.network().block(l).parameters();
  const SignRecord& signs = trainer.signs(l);
  auto weights = std::make_shared<LayerWeights>();
  weights->weight = table_of(parameters.weight, 1);
  const Eigen::VectorXf bias = parameters.bias.cast<float>();
  weights->bias.assign(bias.data(), bias.data() + bias.size());
  weights->feedback = table_of(trainer.parameter_feedback(l).weight, trainer.update_scale());
  weights->initial_sign = signs.initial_sign();
  weights->flips = signs.flips();
  weights->last_flip_step = signs.last_flip_step();
  weights->first_flip_step = signs.first_flip_step();
  return weights;
}

std::vector<std::uint32_t> flipped_inputs(const LayerWeights& weights) {
  std::vector<std::uint32_t> counts(static_cast<std::size_t>(weights.weight.rows), 0);
  const auto columns = static_cast<std::size_t>(weights.weight.columns);
  for (std::size_t i = 0; i < weights.weight.values.size(); ++i)
    if (weights.is_flipped(i)) ++counts[i / columns];
  return counts;
}

/// Smaller layers are copied every time: that costs next to nothing.
constexpr Index large_layer = 4096;

std::shared_ptr<const LayerWeights> shown_weights(const Trainer& trainer, std::size_t l,
                                                  ShownWeights& shown) {
  auto& last = shown.layers[l];
  const bool is_large = trainer.network().block(l).parameters().weight.size() > large_layer;
  if (!(last && is_large && shown.may_repeat)) {
    last = weights_of(trainer, l);
    shown.flipped_inputs[l] = flipped_inputs(*last);
  }
  return last;
}

/// Null where the layer has no such numbers.
std::shared_ptr<const Histogram> histogram_of(const Trainer& trainer, std::size_t l, HistogramKind kind,
                                              const std::vector<float>& unit_feedback) {
  const Matrix& weight = trainer.network().block(l).parameters().weight;
  if (kind == HistogramKind::unit_feedback) {
    const std::vector<Scalar> values(unit_feedback.begin(), unit_feedback.end());
    return std::make_shared<const Histogram>(make_histogram(values.data(), std::ssize(values)));
  }
  if (weight.size() == 0) return nullptr;
  switch (kind) {
    case HistogramKind::weight_feedback:
      return std::make_shared<const Histogram>(
          make_histogram(trainer.parameter_feedback(l).weight.data(), weight.size(), trainer.update_scale()));
    case HistogramKind::updates: {
      const Matrix* before = trainer.weight_before(l);
      if (before == nullptr) return nullptr;
      return std::make_shared<const Histogram>(
          make_histogram(weight.data(), weight.size(), 1, before->data()));
    }
    default:
      return std::make_shared<const Histogram>(make_histogram(weight.data(), weight.size()));
  }
}

void add_histograms(const Trainer& trainer, std::size_t l, const Interest& interest, ShownWeights& shown,
                    LayerSnapshot& snapshot) {
  const bool is_large = trainer.network().block(l).parameters().weight.size() > large_layer;
  for (std::size_t kind = 0; kind < histogram_kinds; ++kind) {
    if (!interest.histograms[kind]) continue;
    auto& last = shown.histograms[l][kind];
    if (!(last && is_large && shown.may_repeat))
      last = histogram_of(trainer, l, static_cast<HistogramKind>(kind), snapshot.feedback);
    snapshot.histograms[kind] = last;
  }
}

LayerSnapshot layer_of(Trainer& trainer, std::size_t l, const LayerSpec& spec, bool with_weights,
                       ShownWeights& shown) {
  const Network& network = trainer.network();
  const Layer& layer = network.block(l);
  LayerSnapshot snapshot;
  snapshot.kind = find_entry(layer_entries(), spec.kind.name, "layer").info.label;
  if (!spec.activation.name.empty())
    snapshot.activation = find_entry(activation_entries(), spec.activation.name, "activation").info.label;
  snapshot.output = layer.output_shape();
  const Matrix& weight = layer.parameters().weight;
  snapshot.inputs = weight.size() > 0 ? weight.cols() : layer.input_shape().size();
  snapshot.units = unit_count(layer.output_shape());
  snapshot.parameters = layer.parameters().count();
  snapshot.feedback = trainer.mean_unit_feedback(l);
  snapshot.activation_mean =
      unit_means(trainer.trace().layers[network.unit_index_of(l)].output, layer.output_shape());
  snapshot.feedback_norm = static_cast<float>(trainer.last_result().feedback_norm[l]);
  snapshot.flipped = trainer.signs(l).flipped();
  snapshot.is_spiking = layer.gives_spikes();
  if (with_weights && snapshot.parameters > 0) {
    snapshot.weights = shown_weights(trainer, l, shown);
    snapshot.flipped_inputs = shown.flipped_inputs[l];
  }
  return snapshot;
}

/// The run's own way down is asked about single samples and batches, in the network as it is now.
void add_close_look(const Trainer& trainer, const Dataset& dataset, const Interest& interest, Probe& probe,
                    RunSnapshot& snapshot) {
  const Network& network = trainer.network();
  const RunSpec& run = trainer.spec();
  const Task& task = trainer.task();
  if (interest.sample) snapshot.sample = probe.sample(network, run, task, dataset, interest);
  if (interest.sample_ledger)
    snapshot.sample_ledger = probe.sample_ledger(network, run, task, dataset, interest);
  if (interest.batch_ledger) {
    const bool is_between = trainer.next_phase().kind == PhaseKind::forward;
    const std::int64_t occasion = is_between ? std::max<std::int64_t>(trainer.step(), 1) : trainer.step() + 1;
    snapshot.batch_ledger =
        probe.batch_ledger(network, run, task, dataset, trainer.batch(), trainer.experiment().seed, occasion);
  }
  for (const CloseLook& look : interest.close_looks) {
    auto inspection = probe.inspect(network, run, task, dataset, interest, look.item);
    if (!inspection) continue;
    inspection->supposed = probe.what_if(network, trainer.experiment().network, run, task, dataset, interest,
                                         look, trainer.optimiser().learning_rate() * trainer.rate_factor());
    if (inspection->parameter) {
      const double in_sample = inspection->parameter->sample_feedback;
      inspection->parameter = inspect_parameter(trainer, look.item);
      inspection->parameter->sample_feedback = in_sample;
    }
    snapshot.inspections.push_back(std::move(*inspection));
  }
}

}  // namespace

RunSnapshot make_run_snapshot(Trainer& trainer, const Dataset& dataset, const Interest& interest,
                              Probe& probe, ShownWeights& shown) {
  const Network& network = trainer.network();
  RunSnapshot snapshot;
  snapshot.name = trainer.spec().name;
  snapshot.method = trainer.spec().method;
  const auto& specs = trainer.experiment().network.layers;
  shown.layers.resize(network.blocks());
  shown.flipped_inputs.resize(network.blocks());
  shown.histograms.resize(network.blocks());
  for (std::size_t l = 0; l < network.blocks(); ++l) {
    const auto& wanted = interest.weight_layers;
    const bool with_weights =
        interest.all_weights || std::find(wanted.begin(), wanted.end(), static_cast<int>(l)) != wanted.end();
    snapshot.layers.push_back(layer_of(trainer, l, specs[l], with_weights, shown));
    add_histograms(trainer, l, interest, shown, snapshot.layers.back());
  }
  if (interest.input_feedback && trainer.has_input_feedback())
    snapshot.input_feedback = trainer.mean_input_feedback();
  snapshot.batch_accuracy = trainer.last_result().accuracy;
  snapshot.batch_loss = trainer.last_result().loss;
  snapshot.test_accuracy = trainer.evaluation().accuracy;
  snapshot.test_loss = trainer.evaluation().loss;
  snapshot.tested_step = trainer.evaluation().step;
  if (dataset.test.count() > 0 && !trainer.task().is_values())
    snapshot.confusion = table_of(trainer.evaluation().confusion, 1);
  snapshot.test_predictions = trainer.evaluation().predictions;
  if (interest.train_predictions) snapshot.train_predictions = trainer.train_predictions();
  snapshot.history = trainer.record().history();
  snapshot.sign_changes = trainer.sign_changes();
  snapshot.divergence = trainer.divergence();
  snapshot.learning_rate = trainer.optimiser().learning_rate() * trainer.rate_factor();
  snapshot.update_norm = trainer.update_norm();
  snapshot.clip_factor = clip_factor(trainer.update_norm(), trainer.spec().clip_norm);
  if (dataset.train.count() + dataset.test.count() > 0)
    add_close_look(trainer, dataset, interest, probe, snapshot);
  if (interest.drawn && std::ssize(*interest.drawn) == network.input_shape().size())
    snapshot.drawn = probe.drawn(network, trainer.spec(), trainer.task(), interest);
  if (interest.boundary_resolution > 0 && dataset.is_planar() && !trainer.task().is_values())
    snapshot.boundary = probe.boundary(network, dataset, interest.boundary_resolution);
  return snapshot;
}

}  // namespace lfp
