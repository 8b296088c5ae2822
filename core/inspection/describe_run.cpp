#include "core/inspection/describe_run.h"

#include "core/activations/activation.h"
#include "core/inspection/account.h"
#include "core/inspection/describe_sample.h"
#include "core/inspection/inspect_parameter.h"
#include "core/inspection/inspect_unit.h"
#include "core/inspection/make_histogram.h"
#include "core/inspection/what_if.h"
#include "core/layers/layer_entry.h"
#include "core/training/network_items.h"
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

std::shared_ptr<const LayerWeights> weights_of(const RunState& state, std::size_t l) {
  const Parameters& parameters = state.network.block(l).parameters();
  const SignRecord& signs = state.signs[l];
  auto weights = std::make_shared<LayerWeights>();
  weights->weight = table_of(parameters.weight, 1);
  const Eigen::VectorXf bias = parameters.bias.cast<float>();
  weights->bias.assign(bias.data(), bias.data() + bias.size());
  weights->feedback = table_of(state.parameter_feedback[l].weight, state.update_scale);
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

std::shared_ptr<const LayerWeights> shown_weights(const RunState& state, std::size_t l, ShownWeights& shown) {
  auto& last = shown.layers[l];
  const bool is_large = state.network.block(l).parameters().weight.size() > large_layer;
  if (!(last && is_large && shown.may_repeat)) {
    last = weights_of(state, l);
    shown.flipped_inputs[l] = flipped_inputs(*last);
  }
  return last;
}

/// Null where the layer has no such numbers.
std::shared_ptr<const Histogram> histogram_of(const RunState& state, std::size_t l, HistogramKind kind,
                                              const std::vector<float>& unit_feedback) {
  const Matrix& weight = state.network.block(l).parameters().weight;
  if (kind == HistogramKind::unit_feedback) {
    const std::vector<Scalar> values(unit_feedback.begin(), unit_feedback.end());
    return std::make_shared<const Histogram>(make_histogram(values.data(), std::ssize(values)));
  }
  if (weight.size() == 0) return nullptr;
  switch (kind) {
    case HistogramKind::weight_feedback:
      return std::make_shared<const Histogram>(
          make_histogram(state.parameter_feedback[l].weight.data(), weight.size(), state.update_scale));
    case HistogramKind::updates: {
      const Matrix* before = state.weight_before(l);
      if (before == nullptr) return nullptr;
      return std::make_shared<const Histogram>(
          make_histogram(weight.data(), weight.size(), 1, before->data()));
    }
    default:
      return std::make_shared<const Histogram>(make_histogram(weight.data(), weight.size()));
  }
}

void add_histograms(const RunState& state, std::size_t l, const Interest& interest, ShownWeights& shown,
                    LayerSnapshot& snapshot) {
  const bool is_large = state.network.block(l).parameters().weight.size() > large_layer;
  for (std::size_t kind = 0; kind < histogram_kinds; ++kind) {
    if (!interest.histograms[kind]) continue;
    auto& last = shown.histograms[l][kind];
    if (!(last && is_large && shown.may_repeat))
      last = histogram_of(state, l, static_cast<HistogramKind>(kind), snapshot.feedback);
    snapshot.histograms[kind] = last;
  }
}

LayerSnapshot layer_of(const RunState& state, std::size_t l, const LayerSpec& spec, bool with_weights,
                       ShownWeights& shown) {
  const Network& network = state.network;
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
  snapshot.feedback = state.mean_unit_feedback(l);
  snapshot.activation_mean =
      unit_means(state.trace->layers[network.unit_index_of(l)].output, layer.output_shape());
  snapshot.feedback_norm = static_cast<float>(state.last_result.feedback_norm[l]);
  snapshot.flipped = state.signs[l].flipped();
  snapshot.is_spiking = layer.gives_spikes();
  if (with_weights && snapshot.parameters > 0) {
    snapshot.weights = shown_weights(state, l, shown);
    snapshot.flipped_inputs = shown.flipped_inputs[l];
  }
  return snapshot;
}

std::optional<OutputSpread> output_spread(const RunState& state) {
  const bool has_batch = state.step > 0 || state.next_phase.kind != PhaseKind::forward;
  const Matrix& outputs = state.network.logits(*state.trace);
  if (!has_batch || outputs.size() == 0) return std::nullopt;
  const auto in_rows = outputs.rowwise().maxCoeff() - outputs.rowwise().minCoeff();
  const auto in_columns = outputs.colwise().maxCoeff() - outputs.colwise().minCoeff();
  return OutputSpread{.between_outputs = static_cast<float>(in_rows.maxCoeff()),
                      .between_samples = static_cast<float>(in_columns.maxCoeff()),
                      .largest = static_cast<float>(outputs.cwiseAbs().maxCoeff())};
}

/// A close look at one item in the sample.
Inspection inspection_of(PassedSample& passed, const RunState& state, const CloseLook& look,
                         const Parameters& feedback) {
  const InspectedItem& item = look.item;
  Inspection result{.item = item,
                    .unit = inspect_unit(passed.pass(), passed.network(), passed.trace(), item),
                    .parameter = {}};
  const Network& network = passed.network();
  const Shape outputs = network.block(network.blocks() - 1).output_shape();
  const bool is_output = item.layer + 1 == static_cast<int>(network.blocks()) &&
                         network.logits(passed.trace()).cols() == unit_count(outputs);
  if (is_output) result.unit.origin = passed.origin(item.unit);
  const bool learns = item.layer >= 0 && feedback.count() > 0;
  for (const Supposition& supposed : look.suppositions) {
    if (!learns) break;
    SupposedOutcome& outcome = result.supposed.emplace_back(what_if(
        supposed, state.network, state.experiment->network, state.spec(), state.task, passed.trace(), item));
    const double learning_rate = state.optimiser().learning_rate() * state.rate_factor();
    outcome.update = supposed.learning_rate.value_or(learning_rate) * outcome.sample_feedback;
  }
  if (!item.input) return result;
  result.parameter = inspect_parameter(state, item);
  result.parameter->sample_feedback = static_cast<double>(parameter_of(feedback, item));
  return result;
}

/// The class that the output stands for, for a drawing without a label.
std::int32_t answered_class(const PassedSample& passed) {
  return predicted_class(passed.network().logits(passed.trace()), 0);
}

bool asks_for_drawing(const RunState& state, const Interest& interest) {
  return interest.sample_input && !state.task.is_values() &&
         std::ssize(*interest.sample_input) == state.network.input_shape().size();
}

std::unique_ptr<BackwardPass> pass_of(const RunState& state) {
  return make_backward_pass(state.spec(), state.network, state.task, "run");
}

}  // namespace

PassedSample& RunDescriber::room_for_one(const RunState& state) {
  if (!one_) one_.emplace(state.network, state.task, 1, TraceUse{.downward = true, .to_input = true});
  return *one_;
}

/// The chosen one, ready for its way down.
RunDescriber::SampleName RunDescriber::pass_up_sample(const RunState& state, const Interest& interest,
                                                      PassedSample& passed) {
  if (asks_for_drawing(state, interest)) {
    const bool has_label = interest.sample_label >= 0 && interest.sample_label < state.task.classes;
    passed.set_input(*interest.sample_input, std::nullopt);
    passed.up(state.network, 0, 0);
    passed.set_input(*interest.sample_input, has_label ? interest.sample_label : answered_class(passed));
    return {.is_from_test = false, .index = -1, .label = has_label ? interest.sample_label : -1};
  }
  const ChosenSample chosen = chosen_sample(*state.dataset, interest);
  passed.set(0, chosen.split, chosen.index);
  passed.up(state.network, 0, 0);
  const auto& labels = chosen.split.labels;
  return {.is_from_test = chosen.is_from_test,
          .index = chosen.index,
          .label = labels.empty() ? 0 : labels[static_cast<std::size_t>(chosen.index)]};
}

/// The sample is passed up and down once and answers all that is asked about it. The ledger comes last: it
/// overwrites what the trace holds of the way down.
void RunDescriber::add_sample(const RunState& state, const Interest& interest, RunSnapshot& snapshot) {
  std::vector<Parameters> feedback(state.network.blocks());
  std::vector<Parameters*> wanted(feedback.size(), nullptr);
  std::vector<const CloseLook*> looks;
  for (const CloseLook& look : interest.close_looks) {
    if (!has_item(state.network, look.item)) continue;
    looks.push_back(&look);
    const auto block = static_cast<std::size_t>(std::max(0, look.item.layer));
    const Parameters& own = state.network.block(block).parameters();
    if (own.count() == 0) continue;
    feedback[block] = {.weight = Matrix::Zero(own.weight.rows(), own.weight.cols()),
                       .bias = Vector::Zero(own.bias.size())};
    wanted[block] = &feedback[block];
  }
  if (!interest.sample && !interest.sample_ledger && looks.empty()) return;
  PassedSample& passed = room_for_one(state);
  const SampleName name = pass_up_sample(state, interest, passed);
  if (interest.sample) {
    snapshot.sample = snapshot_of_way_up(passed, state.task, interest);
    snapshot.sample->from_test = name.is_from_test;
    snapshot.sample->index = name.index;
    snapshot.sample->label = name.label;
  }
  passed.down(pass_of(state), wanted);
  if (interest.sample) add_way_down(passed, *snapshot.sample);
  for (const CloseLook* look : looks) {
    const auto block = static_cast<std::size_t>(std::max(0, look->item.layer));
    snapshot.inspections.push_back(inspection_of(passed, state, *look, feedback[block]));
  }
  if (interest.sample_ledger)
    snapshot.sample_ledger = ledger_of(passed.pass(), state.network, passed.trace(), 1);
}

void RunDescriber::add_drawn(const RunState& state, const Interest& interest, RunSnapshot& snapshot) {
  PassedSample& passed = room_for_one(state);
  const bool has_label = interest.drawn_label >= 0 && interest.drawn_label < state.task.classes;
  passed.set_input(*interest.drawn, has_label ? std::optional(interest.drawn_label) : std::nullopt);
  passed.up(state.network, 0, 0);
  snapshot.drawn = snapshot_of_way_up(passed, state.task, {});
  snapshot.drawn->index = -1;
  snapshot.drawn->label = interest.drawn_label;
  if (!has_label) return;
  passed.down(pass_of(state));
  add_way_down(passed, *snapshot.drawn);
}

/// Of the newest batch, passed as in training.
Ledger RunDescriber::batch_ledger(const RunState& state) {
  const std::vector<std::int32_t> batch = state.batch();
  const Index count = std::ssize(batch);
  const TraceUse use{.training = true, .downward = true, .to_input = true};
  PassedSample& passed = batches_.try_emplace(count, state.network, state.task, count, use).first->second;
  for (Index row = 0; row < count; ++row)
    passed.set(row, state.dataset->train, batch[static_cast<std::size_t>(row)]);
  const bool is_between = state.next_phase.kind == PhaseKind::forward;
  const std::int64_t occasion = is_between ? std::max<std::int64_t>(state.step, 1) : state.step + 1;
  passed.up(state.network, state.experiment->seed, static_cast<std::uint64_t>(occasion));
  passed.down(pass_of(state));
  return ledger_of(passed.pass(), state.network, passed.trace(), count);
}

RunSnapshot RunDescriber::describe(Trainer& trainer, const Interest& interest, bool may_repeat_weights) {
  const RunState& state = trainer.run();
  const Dataset& dataset = *state.dataset;
  shown_.may_repeat = may_repeat_weights;
  const Network& network = state.network;
  RunSnapshot snapshot;
  snapshot.name = state.spec().name;
  snapshot.method = state.spec().method;
  const auto& specs = state.experiment->network.layers;
  shown_.layers.resize(network.blocks());
  shown_.flipped_inputs.resize(network.blocks());
  shown_.histograms.resize(network.blocks());
  for (std::size_t l = 0; l < network.blocks(); ++l) {
    const auto& wanted = interest.weight_layers;
    const bool with_weights =
        interest.all_weights || std::find(wanted.begin(), wanted.end(), static_cast<int>(l)) != wanted.end();
    snapshot.layers.push_back(layer_of(state, l, specs[l], with_weights, shown_));
    add_histograms(state, l, interest, shown_, snapshot.layers.back());
  }
  if (interest.input_feedback && state.has_input_feedback)
    snapshot.input_feedback = state.mean_input_feedback();
  snapshot.batch_accuracy = state.last_result.accuracy;
  snapshot.batch_loss = state.last_result.loss;
  snapshot.test_accuracy = state.evaluation.accuracy;
  snapshot.test_loss = state.evaluation.loss;
  snapshot.tested_step = state.evaluation.step;
  if (dataset.test.count() > 0 && !state.task.is_values())
    snapshot.confusion = table_of(state.evaluation.confusion, 1);
  snapshot.test_predictions = state.evaluation.predictions;
  if (interest.train_predictions) snapshot.train_predictions = trainer.train_predictions();
  snapshot.history = state.record.history();
  snapshot.sign_changes = state.sign_changes;
  for (const Matrix& kept : state.kept) snapshot.removed_weights += (kept.array() == 0).count();
  snapshot.divergence = state.divergence;
  snapshot.outputs = output_spread(state);
  snapshot.learning_rate = state.optimiser().learning_rate() * state.rate_factor();
  snapshot.update_norm = state.update_norm;
  snapshot.clip_factor = clip_factor(state.update_norm, state.spec().clip_norm);
  if (dataset.train.count() + dataset.test.count() > 0) {
    add_sample(state, interest, snapshot);
    if (interest.batch_ledger) snapshot.batch_ledger = batch_ledger(state);
  }
  if (interest.drawn && std::ssize(*interest.drawn) == network.input_shape().size())
    add_drawn(state, interest, snapshot);
  if (interest.convergence) snapshot.convergence = convergence_.scan(state);
  if (interest.boundary_resolution > 0 && dataset.is_planar() && !state.task.is_values())
    snapshot.boundary = boundary_.scan(network, dataset, interest.boundary_resolution);
  if (interest.fit_resolution > 0 && !state.task.autoencode && FitScan::is_for(dataset))
    snapshot.fit = fit_.scan(network, dataset, interest.fit_resolution);
  if (interest.plane_resolution > 0 && has_unit_planes(state))
    snapshot.planes = planes_.scan(state, interest.plane_resolution, interest.plane_feedback);
  return snapshot;
}

}  // namespace lfp
