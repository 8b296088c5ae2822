#include "core/inspection/convergence_scan.h"

#include "core/activations/activation.h"
#include "core/inspection/reward_field.h"
#include "core/inspection/what_if.h"
#include "core/layers/layer_entry.h"
#include "core/layers/propagate.h"
#include "core/training/unit_values.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

namespace lfp {
namespace {

/// The most that one scan may cost, in multiplications of a pass through dense layers.
constexpr std::int64_t pass_multiplications = 2'000'000'000;
constexpr std::int64_t least_samples = 32;
constexpr std::int64_t most_samples = 2000;
/// This many samples suffice to characterise a feedback function.
constexpr Index field_samples = 32;

template <class Names>
bool is_one_of(const Names& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

/// Layers through which LFP-0 goes as a gradient does, and activations that are their input times their own
/// slope.
bool is_plain(const LayerSpec& layer) {
  constexpr std::array<std::string_view, 6> layers = {"dense",        "conv2d",  "max_pool",
                                                      "average_pool", "flatten", "residual"};
  constexpr std::array<std::string_view, 3> activations = {"", "relu", "leaky_relu"};
  return is_one_of(layers, layer.kind.name) && is_one_of(activations, layer.activation.name);
}

std::string label_of(const LayerSpec& layer) {
  if (is_plain({.kind = layer.kind, .activation = {}, .frozen = false}))
    return find_entry(activation_entries(), layer.activation.name, "activation").info.label;
  return find_entry(layer_entries(), layer.kind.name, "layer").info.label;
}

void look_at_units(const RunState& run, Convergence& convergence) {
  for (std::size_t b = 0; b < run.network.blocks(); ++b) {
    const LayerSpec& layer = run.experiment->network.layers[b];
    const std::int64_t units = unit_count(run.network.block(b).output_shape());
    convergence.units += units;
    if (is_plain(layer)) continue;
    convergence.other_units += units;
    if (convergence.other_layer.empty()) convergence.other_layer = label_of(layer);
  }
}

bool hands_down_by_rule(const Layer& layer) {
  return layer.as_linear() != nullptr || layer.as_spiking() != nullptr || layer.span() > 0;
}

std::string name_of_rule(const RunSpec& run, int layer) {
  const auto own = std::ranges::find(run.composite, layer + 1, &LayerRule::layer);
  const Choice& choice = own == run.composite.end() ? run.rule : own->rule;
  return find_entry(rule_entries(), choice.name, "rule").info.label;
}

/// The part of the feedback that arrives at a block's layer which its ε keeps.
double epsilon_change(const PassedSample& passed, std::size_t block) {
  const Network& network = passed.network();
  const auto epsilon = passed.pass().conserving_epsilon(block, network.block(block));
  if (!epsilon || *epsilon == 0) return 0;
  const std::size_t index = network.index_of(block);
  const Matrix& arriving = network.feedback_at_output(passed.trace(), index);
  const Matrix& z = passed.trace().layers[index].output;
  double kept = 0;
  double all = 0;
  for (Index i = 0; i < z.size(); ++i) {
    const auto size = std::abs(static_cast<double>(arriving.data()[i]));
    const auto e = static_cast<double>(*epsilon);
    all += size;
    kept += size * e / (std::abs(static_cast<double>(z.data()[i])) + e);
  }
  return all > 0 ? kept / all : 0.0;
}

void look_at_rules(const RunState& run, const PassedSample& passed, Convergence& convergence) {
  double change = 0;
  for (std::size_t b = 0; b < run.network.blocks(); ++b) {
    if (!hands_down_by_rule(run.network.block(b))) continue;
    const auto layer = static_cast<int>(b);
    if (!is_epsilon(rule_of(run.spec(), layer))) {
      convergence.other_rule = name_of_rule(run.spec(), layer);
      return;
    }
    change = std::max(change, epsilon_change(passed, b));
  }
  convergence.epsilon_change = change;
}

std::int64_t samples_to_measure(const RunState& run) {
  const std::int64_t affordable =
      pass_multiplications / std::max<std::int64_t>(run.network.parameter_count(), 1);
  return std::min(run.dataset->train.count(), std::clamp(affordable, least_samples, most_samples));
}

Targets first_of(const Targets& targets, Index count, Matrix& values) {
  if (targets.values == nullptr) return {.labels = targets.labels.first(static_cast<std::size_t>(count))};
  values = targets.values->topRows(count);
  return {.labels = {}, .values = &values};
}

RewardField field_of(const RunSpec& run) {
  return RewardField(make_from(feedback_entries(), run.feedback, "feedback"));
}

}  // namespace

PassedSample& ConvergenceScan::next_batch(const RunState& run) {
  // A schedule of its own: the trainer's must not shuffle back and forth between epochs.
  BatchSchedule schedule = run.batches;
  const auto batch = schedule.batch(run.step);
  const auto count = static_cast<Index>(batch.size());
  if (!batch_ || batch_->trace().input.rows() != count)
    batch_.emplace(run.network, run.task, count,
                   TraceUse{.training = true, .downward = true, .to_input = false});
  for (Index row = 0; row < count; ++row)
    batch_->set(row, run.dataset->train, batch[static_cast<std::size_t>(row)]);
  batch_->up(run.network, run.experiment->seed, static_cast<std::uint64_t>(run.step + 1));
  return *batch_;
}

PassedSample& ConvergenceScan::measured_samples(const RunState& run) {
  const Index count = samples_to_measure(run);
  if (!measured_ || measured_->trace().input.rows() != count)
    measured_.emplace(run.network, run.task, count,
                      TraceUse{.training = false, .downward = true, .to_input = false});
  for (Index row = 0; row < count; ++row) measured_->set(row, run.dataset->train, row);
  measured_->up(run.network, run.experiment->seed, 0);
  return *measured_;
}

/// As the trainer will move the network, from what the next batch has given.
void ConvergenceScan::move_a_copy(const RunState& run, std::int64_t samples) {
  if (!copy_) copy_.emplace(make_initial_network(*run.experiment, *run.dataset, nullptr, nullptr));
  const double reduction = run.reduction(samples);
  double square = 0;
  for (std::size_t b = 0; b < feedback_.size(); ++b) {
    if (run.is_frozen(b)) continue;
    if (b < run.kept.size() && run.kept[b].size() > 0) feedback_[b].weight.array() *= run.kept[b].array();
    if (run.spec().clip_value)
      clip_values(feedback_[b], static_cast<Scalar>(*run.spec().clip_value / reduction));
    square += squared_norm(feedback_[b]);
  }
  const double scale = reduction * clip_factor(std::sqrt(square) * reduction, run.spec().clip_norm);
  const UpdateStep step{
      .scale = static_cast<Scalar>(scale), .rate_factor = run.rate_factor(), .step = run.step + 1};
  for (std::size_t b = 0; b < feedback_.size(); ++b) {
    const Layer& from = run.network.block(b);
    Parameters& parameters = copy_->block(b).parameters();
    parameters = from.parameters();
    if (from.statistics().size() > 0) copy_->block(b).statistics() = from.statistics();
    if (run.is_frozen(b)) continue;
    OptimiserState remembered = run.optimiser_states[b];
    SignRecord signs(from.parameters());
    run.optimiser().update(step, feedback_[b], remembered, parameters, signs);
  }
}

void ConvergenceScan::measure_gain(const RunState& run, Convergence& convergence) {
  PassedSample& passed = measured_samples(run);
  const Network& network = run.network;
  Trace& trace = passed.trace();
  const Matrix before = network.logits(trace);
  RewardField field = field_of(run.spec());
  Matrix values;
  const Index few = std::min(before.rows(), field_samples);
  const Targets some = first_of(passed.targets(), few, values);
  convergence.asymmetry = field.asymmetry(before.topRows(few), some);
  convergence.asks_for_non_negative = field.asks_for_non_negative(before.topRows(few), some);
  convergence.negative_logits =
      static_cast<double>((before.array() < 0).count()) / static_cast<double>(before.size());

  // Down as a gradient, from the slope of the reward at the outputs.
  field.at(before, passed.targets(), trace.output_feedback);
  RunSpec gradient;
  gradient.loss = "squared_error";  // the scan does not need it
  const auto descent = make_gradient_pass(gradient, run.task, "run");
  for (std::size_t b = network.blocks(); b-- > 0;)
    descent->distribute(network, b, trace, slope_[b].count() > 0 ? &slope_[b] : nullptr);
  double promised = 0;
  for (std::size_t b = 0; b < network.blocks(); ++b) {
    const Parameters& now = network.block(b).parameters();
    const Parameters& then = std::as_const(*copy_).block(b).parameters();
    promised += (slope_[b].weight.array() * (then.weight - now.weight).array()).cast<double>().sum();
    promised += (slope_[b].bias.array() * (then.bias - now.bias).array()).cast<double>().sum();
  }
  passed.up(*copy_, run.experiment->seed, 0);
  const double gained = field.gain(before, network.logits(trace), passed.targets());
  const auto count = static_cast<double>(before.rows());
  convergence.measured_samples = before.rows();
  if (std::isfinite(gained) && std::isfinite(promised)) {
    convergence.gain = gained / count;
    convergence.promised_gain = promised / count;
  }
}

std::optional<Convergence> ConvergenceScan::scan(const RunState& run) {
  if (run.spec().method != Method::lfp) return std::nullopt;
  Convergence convergence{.batch = run.batch_size(), .samples = run.dataset->train.count()};
  look_at_units(run, convergence);
  feedback_ = run.parameter_feedback;
  slope_ = run.parameter_feedback;
  PassedSample& passed = next_batch(run);
  passed.down(make_backward_pass(run.spec(), run.network, run.task, "run"), places_in(feedback_));
  look_at_rules(run, passed, convergence);
  if (run.network.is_in_time() || run.divergence) return convergence;
  move_a_copy(run, passed.trace().input.rows());
  measure_gain(run, convergence);
  return convergence;
}

}  // namespace lfp
