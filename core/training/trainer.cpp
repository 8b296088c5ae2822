#include "core/training/trainer.h"

#include "core/training/metrics.h"
#include "core/training/network_items.h"
#include "core/training/pruning.h"
#include "core/training/unit_values.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace lfp {
namespace {

/// An update that is this many times as long as all parameters together counts as divergence: nothing that
/// was learnt would survive it. Shorter ones than `worth_comparing` are not compared.
constexpr double largest_update = 1e4;
constexpr double worth_comparing = 1e3;

}  // namespace

Trainer::Trainer(std::shared_ptr<const Experiment> experiment, std::size_t run, const Materials& materials,
                 bool record_raster, const Progress* progress)
    : place_("runs[" + std::to_string(run) + "]"),
      run_(std::move(experiment), run, materials, place_, record_raster, progress),
      evaluator_(run_.network, run_.task, run_.experiment->seed) {
  make_traces();
}

void Trainer::make_traces() {
  const Index batch = run_.batch_size();
  const Index rest = run_.dataset->train.count() % batch;
  run_.has_input_feedback = extras_.input_feedback;
  const TraceUse use{.training = true, .downward = true, .to_input = extras_.input_feedback};
  full_ = run_.network.make_trace(batch, use);
  full_targets_ = BatchTargets(run_.task, batch);
  short_ = rest > 0 ? run_.network.make_trace(rest, use) : Trace{};
  short_targets_ = BatchTargets(run_.task, rest);
  run_.trace = trace_;
}

void Trainer::advance_phase() {
  if (run_.divergence) return;
  switch (run_.next_phase.kind) {
    case PhaseKind::forward:
      forward();
      break;
    case PhaseKind::output_feedback:
      output_feedback();
      break;
    case PhaseKind::distribute:
      distribute(static_cast<std::size_t>(run_.next_phase.layer));
      break;
    case PhaseKind::update:
      update();
      break;
  }
}

bool Trainer::advance_step() {
  do advance_phase();
  while (!run_.divergence && run_.next_phase.kind != PhaseKind::forward);
  return !run_.divergence;
}

void Trainer::begin_step() {
  if (run_.has_input_feedback != extras_.input_feedback) make_traces();
  const auto batch = run_.batches.batch(run_.step);
  trace_ = std::cmp_equal(batch.size(), full_.input.rows()) ? &full_ : &short_;
  run_.trace = trace_;
  BatchTargets& targets = is_short() ? short_targets_ : full_targets_;
  const Samples& samples = run_.dataset->train;
  for (std::size_t row = 0; row < batch.size(); ++row) {
    const auto input = samples.input(batch[row]);
    Scalar* target = trace_->input.data() + static_cast<Index>(row) * trace_->input.cols();
    std::transform(input.begin(), input.end(), target,
                   [](float value) { return static_cast<Scalar>(value); });
    targets.set(static_cast<Index>(row), samples, batch[row]);
  }
  run_.network.draw(*trace_, run_.experiment->seed, static_cast<std::uint64_t>(run_.step + 1));
  run_.last_result.samples = static_cast<std::int64_t>(batch.size());
}

void Trainer::forward() {
  begin_step();
  run_.network.forward(*trace_);
  const Matrix& logits = run_.network.logits(*trace_);
  if (!logits.allFinite()) return diverge(diagnose_forward(seen_from_outside(), run_.step + 1));
  const auto count = static_cast<double>(run_.last_result.samples);
  const BatchMetrics metrics = measure(logits, targets(), run_.task.variance);
  run_.last_result.accuracy = metrics.correct / count;
  run_.last_result.loss = metrics.loss / count;
  run_.next_phase = {.kind = PhaseKind::output_feedback};
}

void Trainer::output_feedback() {
  run_.means.pass->start(run_.network, *trace_, targets());
  run_.next_phase = {.kind = PhaseKind::distribute, .layer = static_cast<int>(run_.network.blocks()) - 1};
}

void Trainer::distribute(std::size_t b) {
  const bool learns = run_.network.block(b).parameters().count() > 0;
  run_.means.pass->distribute(run_.network, b, *trace_, learns ? &run_.parameter_feedback[b] : nullptr);
  measure_feedback(b);
  if (!std::isfinite(run_.last_result.feedback_norm[b]))
    return diverge(diagnose_feedback(seen_from_outside(), b, run_.step + 1));
  run_.next_phase = b > 0 ? Phase{.kind = PhaseKind::distribute, .layer = static_cast<int>(b) - 1}
                          : Phase{.kind = PhaseKind::update};
}

void Trainer::measure_feedback(std::size_t b) {
  BackwardPass& pass = *run_.means.pass;
  const auto samples = static_cast<double>(run_.last_result.samples);
  run_.last_result.feedback_norm[b] =
      std::sqrt(pass.unit_feedback_square(run_.network, *trace_, b) / samples);
  if (b + 1 == run_.network.blocks())
    run_.last_result.mean_feedback = static_cast<double>(pass.unit_feedback(run_.network, *trace_, b).mean());
  if (run_.last_result.unit_feedback.empty()) return;
  std::int64_t first = 0;
  for (std::size_t below = 0; below < b; ++below)
    first += unit_count(run_.network.block(below).output_shape());
  unit_sums(pass.unit_feedback(run_.network, *trace_, b), run_.network.block(b).output_shape(),
            run_.last_result.samples, run_.last_result.unit_feedback.data() + first);
}

void Trainer::update() {
  if (!apply_update(run_.last_result.samples)) return;
  for (std::size_t b = 0; b < run_.network.blocks(); ++b)
    if (!run_.is_frozen(b)) run_.network.learn_statistics(b, *trace_);
  finish_step();
}

/// One step of the optimiser along the feedback to the parameters, summed over `samples`; false, changing no
/// parameter, where it diverges.
bool Trainer::apply_update(std::int64_t samples) {
  const double reduction = run_.reduction(samples);
  const double factor = run_.rate_factor();
  hold_removed_weights();
  double square = 0;
  double largest = -1;
  std::size_t largest_block = 0;
  for (std::size_t b = 0; b < run_.parameter_feedback.size(); ++b) {
    if (run_.is_frozen(b)) continue;
    if (run_.means.spec.clip_value)
      clip_values(run_.parameter_feedback[b], static_cast<Scalar>(*run_.means.spec.clip_value / reduction));
    const double block_square = squared_norm(run_.parameter_feedback[b]);
    if (!std::isnan(largest) && !(block_square <= largest)) {
      largest = block_square;
      largest_block = b;
    }
    square += block_square;
  }
  const double norm = std::sqrt(square) * reduction;
  const double scale = reduction * clip_factor(norm, run_.means.spec.clip_norm);
  const double length = std::sqrt(square) * scale * run_.means.optimiser->learning_rate() * factor;
  const bool is_long = run_.means.optimiser->follows_length() && length > worth_comparing;
  const double times = is_long ? length / (parameter_norm() + 1) : 0;
  if (!std::isfinite(norm) || times > largest_update) {
    diverge(diagnose_update(seen_from_outside(), largest_block, run_.parameter_feedback[largest_block],
                            std::isfinite(norm) ? times : norm, run_.step + 1));
    return false;
  }
  run_.update_norm = norm;
  run_.update_scale = static_cast<Scalar>(scale);
  keep_weights();
  const UpdateStep step{.scale = run_.update_scale, .rate_factor = factor, .step = run_.step + 1};
  for (std::size_t b = 0; b < run_.parameter_feedback.size(); ++b)
    if (!run_.is_frozen(b))
      run_.means.optimiser->update(step, run_.parameter_feedback[b], run_.optimiser_states[b],
                                   run_.network.block(b).parameters(), run_.signs[b]);
  return true;
}

/// No feedback reaches them, so they stay at zero and count neither for the update's length nor as flips.
void Trainer::hold_removed_weights() {
  for (std::size_t b = 0; b < run_.kept.size(); ++b)
    if (run_.kept[b].size() > 0) run_.parameter_feedback[b].weight.array() *= run_.kept[b].array();
}

void Trainer::finish_step() {
  ++run_.step;
  run_.next_phase = {};
  for (std::size_t l = 0; l < run_.signs.size(); ++l) {
    run_.last_result.flips[l] = run_.signs[l].flipped();
    run_.last_result.to_positive[l] = run_.signs[l].flips_to_positive();
    run_.last_result.to_negative[l] = run_.signs[l].flips_to_negative();
    run_.signs[l].begin_step();
  }
  run_.record.add_step(run_.last_result);
  for (WatchedParameter& watched : run_.watched) watched.note(run_.network, run_.step);
  take_waiting_change();
  if (run_.step % run_.batches_per_epoch() != 0) return;
  const auto known =
      std::ranges::lower_bound(foreseen_, run_.step, {}, [](const auto& row) { return row->step; });
  if (known != foreseen_.end() && (*known)->step == run_.step)
    return close_log((*known)->test_accuracy, (*known)->test_loss);
  evaluate();
  close_log();
}

bool Trainer::evaluate(const CalledOff& called_off) {
  auto evaluation = evaluator_.evaluate(run_.network, run_.dataset->test, called_off);
  if (!evaluation) return false;
  run_.evaluation = *std::move(evaluation);
  run_.evaluation.step = run_.step;
  train_predictions_.reset();
  run_.sign_changes = {};
  for (std::size_t l = 0; l < run_.signs.size(); ++l)
    run_.sign_changes += run_.signs[l].compare_weights(std::as_const(run_.network).block(l).parameters());
  return true;
}

void Trainer::close_log() {
  close_log(run_.evaluation.accuracy, run_.evaluation.loss);
}

void Trainer::close_log(double test_accuracy, double test_loss) {
  if (run_.record.has_open_row())
    run_.record.add_log_row(run_.step, run_.step / run_.batches_per_epoch(), test_accuracy, test_loss,
                            run_.last_result.flips);
}

const std::shared_ptr<const Predictions>& Trainer::train_predictions() {
  if (!train_predictions_)
    train_predictions_ = evaluator_.evaluate(run_.network, run_.dataset->train).predictions;
  return train_predictions_;
}

void Trainer::intervene(const RunChange& change) {
  if (const auto* spec = std::get_if<RunSpec>(&change))
    change_run(*spec);
  else if (const auto* edit = std::get_if<ParameterEdit>(&change))
    set_parameter(*edit);
  else if (const auto* pruning = std::get_if<Pruning>(&change))
    prune(*pruning);
  else
    teach(std::get<Teaching>(change));
}

void Trainer::abandon_step() {
  run_.next_phase = {};
  take_waiting_change();
}

void Trainer::change_run(const RunSpec& spec) {
  if (spec == (change_ ? change_->spec : run_.means.spec)) return;
  RunMeans change = means_for(spec);
  if (run_.next_phase == Phase{})
    take_change(std::move(change));
  else
    change_ = std::move(change);
}

void Trainer::take_change(RunMeans change) {
  if (change.spec.optimiser.name != run_.means.spec.optimiser.name)
    for (std::size_t b = 0; b < run_.network.blocks(); ++b)
      run_.optimiser_states[b] = change.optimiser->make_state(run_.network.block(b).parameters());
  run_.means = std::move(change);
  change_.reset();
}

/// It is taken as soon as no step is under way, so that a copy made between two steps is what the next one
/// starts from.
void Trainer::take_waiting_change() {
  if (change_) take_change(*std::exchange(change_, std::nullopt));
}

/// Copies into the memory of the step before.
void Trainer::keep_weights() {
  run_.weights_before.resize(extras_.updates ? run_.network.blocks() : 0);
  for (std::size_t b = 0; b < run_.weights_before.size(); ++b)
    run_.weights_before[b] = std::as_const(run_.network).block(b).parameters().weight;
}

void Trainer::set_parameter(const ParameterEdit& edit) {
  check_edit(run_.network, edit);
  const InspectedItem& parameter = edit.parameter;
  const auto value = static_cast<Scalar>(edit.value);
  const auto block = static_cast<std::size_t>(parameter.layer);
  Scalar& place = parameter_of(run_.network.block(block).parameters(), parameter);
  const Scalar before = place;
  // As in training, a weight that lands on zero keeps the sign bit it had.
  place = value == 0 ? std::copysign(Scalar(0), before) : value;
  const bool is_weight = *parameter.input >= 0;
  // A removed weight that is given a value is back in use.
  if (is_weight && value != 0 && !run_.kept.empty() && run_.kept[block].size() > 0)
    run_.kept[block](parameter.unit, *parameter.input) = 1;
  if (is_weight && std::signbit(before) != std::signbit(place)) {
    const Index columns = run_.network.block(block).parameters().weight.cols();
    run_.signs[block].note(static_cast<std::size_t>(parameter.unit * columns + *parameter.input), before,
                           place, run_.step);
  }
  for (WatchedParameter& watched : run_.watched) watched.note_change(run_.network, run_.step);
}

void Trainer::prune(const Pruning& pruning) {
  std::optional<Network> drawn;
  if (pruning.by == "movement")
    drawn = make_initial_network(*run_.experiment, *run_.dataset, run_.known.get(), nullptr);
  lfp::prune(run_, pruning, drawn ? &*drawn : nullptr, "Prune");
  // Momentum would carry them off zero again.
  for (std::size_t b = 0; b < run_.kept.size(); ++b) {
    if (run_.kept[b].size() == 0) continue;
    OptimiserState& state = run_.optimiser_states[b];
    for (Matrix* moment : {&state.momentum.weight, &state.square.weight})
      if (moment->size() > 0) moment->array() *= run_.kept[b].array();
  }
  for (WatchedParameter& watched : run_.watched) watched.note_change(run_.network, run_.step);
  train_predictions_.reset();
}

void Trainer::watch(std::span<const InspectedItem> items) {
  std::erase_if(run_.watched, [&](const WatchedParameter& watched) {
    return std::ranges::find(items, watched.item()) == items.end();
  });
  for (const InspectedItem& item : items) {
    if (has_parameter(run_.network, item) && run_.watched_parameter(item) == nullptr)
      run_.watched.emplace_back(item, run_.network, run_.step);
  }
}

void Trainer::recall(WatchedParameter recalled) {
  const auto found = std::ranges::find(run_.watched, recalled.item(), &WatchedParameter::item);
  if (found != run_.watched.end()) *found = std::move(recalled);
}

void Trainer::diverge(Divergence divergence) {
  run_.divergence = std::move(divergence);
  abandon_step();
}

DivergedRun Trainer::seen_from_outside() const {
  return {.network = run_.network,
          .trace = *trace_,
          .pass = *run_.means.pass,
          .is_clipped = run_.means.spec.clip_norm || run_.means.spec.clip_value};
}

double Trainer::parameter_norm() const {
  double square = 0;
  for (std::size_t b = 0; b < run_.network.blocks(); ++b)
    square += squared_norm(run_.network.block(b).parameters());
  return std::sqrt(square);
}

}  // namespace lfp
