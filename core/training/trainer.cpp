#include "core/training/trainer.h"

#include "core/inspection/inspect_unit.h"
#include "core/training/metrics.h"
#include "core/training/unit_values.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace lfp {
namespace {

/// An update so many times as long as all parameters together is taken for divergence: nothing that was
/// learnt would survive it. Shorter ones than `worth_comparing` are not compared.
constexpr double largest_update = 1e4;
constexpr double worth_comparing = 1e3;

Parameters zeros_like(const Parameters& parameters) {
  return {.weight = Matrix::Zero(parameters.weight.rows(), parameters.weight.cols()),
          .bias = Vector::Zero(parameters.bias.size())};
}

std::size_t unit_count(const Network& network) {
  std::int64_t units = 0;
  for (std::size_t b = 0; b < network.blocks(); ++b) units += unit_count(network.block(b).output_shape());
  return static_cast<std::size_t>(units);
}

InputRange range_of(const Samples& samples) {
  if (samples.inputs.empty()) return {};
  const auto [low, high] = std::minmax_element(samples.inputs.begin(), samples.inputs.end());
  return {.low = static_cast<double>(*low), .high = static_cast<double>(*high)};
}

std::int64_t last_step_of(const StopSpec& stop, std::int64_t batches_per_epoch) {
  const std::int64_t by_epochs = stop.epochs ? *stop.epochs * batches_per_epoch : 0;
  if (!stop.steps) return by_epochs;
  return stop.epochs ? std::min(*stop.steps, by_epochs) : *stop.steps;
}

std::int64_t batch_size_of(const Experiment& experiment, const Dataset& dataset) {
  if (dataset.train.count() == 0)
    throw Error("dataset", "there is no sample to train on",
                "Ask for more samples or a smaller test fraction");
  return std::min(experiment.batch_size, dataset.train.count());
}

}  // namespace

Trainer::Trainer(std::shared_ptr<const Experiment> experiment, std::size_t run,
                 std::shared_ptr<const Dataset> dataset, bool record_raster)
    : experiment_(std::move(experiment)),
      dataset_(std::move(dataset)),
      place_("runs[" + std::to_string(run) + "]"),
      task_(task_of(*experiment_, *dataset_)),
      network_(
          build_network(experiment_->network, dataset_->shape, experiment_->seed, range_of(dataset_->train))),
      means_(make_means(experiment_->runs[run])),
      schedule_(experiment_->seed, dataset_->train.count(), batch_size_of(*experiment_, *dataset_)),
      evaluator_(network_, task_, experiment_->seed),
      record_(network_.blocks(), unit_count(network_), record_raster),
      last_step_(last_step_of(experiment_->stop, schedule_.batches_per_epoch())) {
  for (std::size_t b = 0; b < network_.blocks(); ++b) {
    const Parameters& parameters = network_.block(b).parameters();
    optimiser_states_.push_back(means_.optimiser->make_state(parameters));
    feedback_.push_back(zeros_like(parameters));
    signs_.emplace_back(parameters);
  }
  result_.feedback_norm.assign(network_.blocks(), 0.0);
  result_.flips.assign(network_.blocks(), 0);
  result_.to_positive = result_.to_negative = result_.flips;
  if (record_raster) result_.unit_feedback.assign(unit_count(network_), 0.0F);
  make_traces();
}

Trainer::Means Trainer::make_means(const RunSpec& spec) const {
  check_outputs(task_, network_, experiment_->network);
  return {.spec = spec,
          .optimiser = make_from(optimiser_entries(), spec.optimiser, place_ + ".optimiser"),
          .schedule = make_from(schedule_entries(), spec.schedule, place_ + ".schedule"),
          .pass = make_backward_pass(spec, network_, task_, place_)};
}

void Trainer::make_traces() {
  const Index batch = batch_size_of(*experiment_, *dataset_);
  const Index rest = dataset_->train.count() % batch;
  to_input_ = wants_to_input_;
  const TraceUse use{.training = true, .downward = true, .to_input = to_input_};
  full_ = network_.make_trace(batch, use);
  full_targets_ = BatchTargets(task_, batch);
  short_ = rest > 0 ? network_.make_trace(rest, use) : Trace{};
  short_targets_ = BatchTargets(task_, rest);
}

void Trainer::advance_phase() {
  if (divergence_) return;
  switch (phase_.kind) {
    case PhaseKind::forward:
      forward();
      break;
    case PhaseKind::output_feedback:
      output_feedback();
      break;
    case PhaseKind::distribute:
      distribute(static_cast<std::size_t>(phase_.layer));
      break;
    case PhaseKind::update:
      update();
      break;
  }
}

bool Trainer::advance_step() {
  do advance_phase();
  while (!divergence_ && phase_.kind != PhaseKind::forward);
  return !divergence_;
}

void Trainer::begin_step() {
  if (change_) take_change(*std::exchange(change_, std::nullopt));
  if (to_input_ != wants_to_input_) make_traces();
  const auto batch = schedule_.batch(step_);
  trace_ = std::cmp_equal(batch.size(), full_.input.rows()) ? &full_ : &short_;
  BatchTargets& targets = is_short() ? short_targets_ : full_targets_;
  const Samples& samples = dataset_->train;
  for (std::size_t row = 0; row < batch.size(); ++row) {
    const auto input = samples.input(batch[row]);
    Scalar* target = trace_->input.data() + static_cast<Index>(row) * trace_->input.cols();
    std::transform(input.begin(), input.end(), target,
                   [](float value) { return static_cast<Scalar>(value); });
    targets.set(static_cast<Index>(row), samples, batch[row]);
  }
  network_.draw(*trace_, experiment_->seed, static_cast<std::uint64_t>(step_ + 1));
  result_.samples = static_cast<std::int64_t>(batch.size());
}

void Trainer::forward() {
  begin_step();
  network_.forward(*trace_);
  const Matrix& logits = network_.logits(*trace_);
  if (!logits.allFinite()) return diverge(diagnose_forward(seen_from_outside(), step_ + 1));
  const auto count = static_cast<double>(result_.samples);
  const BatchMetrics metrics = measure(logits, targets(), task_.variance);
  result_.accuracy = metrics.correct / count;
  result_.loss = metrics.loss / count;
  phase_ = {.kind = PhaseKind::output_feedback};
}

void Trainer::output_feedback() {
  means_.pass->start(network_, *trace_, targets());
  phase_ = {.kind = PhaseKind::distribute, .layer = static_cast<int>(network_.blocks()) - 1};
}

void Trainer::distribute(std::size_t b) {
  const bool learns = network_.block(b).parameters().count() > 0;
  means_.pass->distribute(network_, b, *trace_, learns ? &feedback_[b] : nullptr);
  measure_feedback(b);
  if (!std::isfinite(result_.feedback_norm[b]))
    return diverge(diagnose_feedback(seen_from_outside(), b, step_ + 1));
  phase_ = b > 0 ? Phase{.kind = PhaseKind::distribute, .layer = static_cast<int>(b) - 1}
                 : Phase{.kind = PhaseKind::update};
}

void Trainer::measure_feedback(std::size_t b) {
  BackwardPass& pass = *means_.pass;
  const auto samples = static_cast<double>(result_.samples);
  result_.feedback_norm[b] = std::sqrt(pass.unit_feedback_square(network_, *trace_, b) / samples);
  if (b + 1 == network_.blocks())
    result_.mean_feedback = static_cast<double>(pass.unit_feedback(network_, *trace_, b).mean());
  if (result_.unit_feedback.empty()) return;
  std::int64_t first = 0;
  for (std::size_t below = 0; below < b; ++below) first += unit_count(network_.block(below).output_shape());
  unit_sums(pass.unit_feedback(network_, *trace_, b), network_.block(b).output_shape(), result_.samples,
            result_.unit_feedback.data() + first);
}

double Trainer::rate_factor() const {
  return means_.schedule->factor(
      {.step = step_, .steps_per_epoch = schedule_.batches_per_epoch(), .last_step = last_step_});
}

double Trainer::reduction(std::int64_t samples) const {
  const bool is_mean = experiment_->batch_reduction == BatchReduction::mean && samples > 0;
  return is_mean ? 1.0 / static_cast<double>(samples) : 1.0;
}

void Trainer::update() {
  if (!apply_update(result_.samples)) return;
  for (std::size_t b = 0; b < network_.blocks(); ++b)
    if (!is_frozen(b)) network_.learn_statistics(b, *trace_);
  finish_step();
}

/// One step of the optimiser along the feedback to the parameters, summed over `samples`; false, changing no
/// parameter, where it diverges.
bool Trainer::apply_update(std::int64_t samples) {
  const double reduction = this->reduction(samples);
  const double factor = rate_factor();
  double square = 0;
  double largest = -1;
  std::size_t largest_block = 0;
  for (std::size_t b = 0; b < feedback_.size(); ++b) {
    if (is_frozen(b)) continue;
    if (means_.spec.clip_value)
      clip_values(feedback_[b], static_cast<Scalar>(*means_.spec.clip_value / reduction));
    const double block_square = squared_norm(feedback_[b]);
    if (!std::isnan(largest) && !(block_square <= largest)) {
      largest = block_square;
      largest_block = b;
    }
    square += block_square;
  }
  const double norm = std::sqrt(square) * reduction;
  const double scale = reduction * clip_factor(norm, means_.spec.clip_norm);
  const double length = std::sqrt(square) * scale * means_.optimiser->learning_rate() * factor;
  const bool is_long = means_.optimiser->follows_length() && length > worth_comparing;
  const double times = is_long ? length / (parameter_norm() + 1) : 0;
  if (!std::isfinite(norm) || times > largest_update) {
    diverge(diagnose_update(seen_from_outside(), largest_block, feedback_[largest_block],
                            std::isfinite(norm) ? times : norm, step_ + 1));
    return false;
  }
  update_norm_ = norm;
  update_scale_ = static_cast<Scalar>(scale);
  keep_weights();
  const UpdateStep step{.scale = update_scale_, .rate_factor = factor, .step = step_ + 1};
  for (std::size_t b = 0; b < feedback_.size(); ++b)
    if (!is_frozen(b))
      means_.optimiser->update(step, feedback_[b], optimiser_states_[b], network_.block(b).parameters(),
                               signs_[b]);
  return true;
}

void Trainer::finish_step() {
  ++step_;
  phase_ = {};
  for (std::size_t l = 0; l < signs_.size(); ++l) {
    result_.flips[l] = signs_[l].flipped();
    result_.to_positive[l] = signs_[l].flips_to_positive();
    result_.to_negative[l] = signs_[l].flips_to_negative();
    signs_[l].begin_step();
  }
  record_.add_step(result_);
  for (WatchedParameter& watched : watched_) watched.note(network_, step_);
  if (step_ % schedule_.batches_per_epoch() != 0) return;
  const auto known =
      std::ranges::lower_bound(foreseen_, step_, {}, [](const auto& row) { return row->step; });
  if (known != foreseen_.end() && (*known)->step == step_)
    return close_log((*known)->test_accuracy, (*known)->test_loss);
  evaluate();
  close_log();
}

bool Trainer::evaluate(const CalledOff& called_off) {
  auto evaluation = evaluator_.evaluate(network_, dataset_->test, called_off);
  if (!evaluation) return false;
  evaluation_ = *std::move(evaluation);
  evaluation_.step = step_;
  train_predictions_.reset();
  sign_changes_ = {};
  for (std::size_t l = 0; l < signs_.size(); ++l)
    sign_changes_ += signs_[l].compare_weights(std::as_const(network_).block(l).parameters());
  return true;
}

void Trainer::close_log() {
  close_log(evaluation_.accuracy, evaluation_.loss);
}

void Trainer::close_log(double test_accuracy, double test_loss) {
  if (record_.has_open_row())
    record_.add_log_row(step_, step_ / schedule_.batches_per_epoch(), test_accuracy, test_loss,
                        result_.flips);
}

double Trainer::train_accuracy() {
  return evaluator_.evaluate(network_, dataset_->train).accuracy;
}

const std::shared_ptr<const Predictions>& Trainer::train_predictions() {
  if (!train_predictions_) train_predictions_ = evaluator_.evaluate(network_, dataset_->train).predictions;
  return train_predictions_;
}

void Trainer::change_run(const RunSpec& spec) {
  if (spec == (change_ ? change_->spec : means_.spec)) return;
  Means change = make_means(spec);
  if (phase_ == Phase{})
    take_change(std::move(change));
  else
    change_ = std::move(change);
}

void Trainer::take_change(Means change) {
  if (change.spec.optimiser.name != means_.spec.optimiser.name)
    for (std::size_t b = 0; b < network_.blocks(); ++b)
      optimiser_states_[b] = change.optimiser->make_state(network_.block(b).parameters());
  means_ = std::move(change);
  change_.reset();
}

void Trainer::want_input_feedback(bool wanted) {
  wants_to_input_ = wanted;
}

void Trainer::want_updates(bool wanted) {
  wants_updates_ = wanted;
}

/// Copies into the room of the step before.
void Trainer::keep_weights() {
  weights_before_.resize(wants_updates_ ? network_.blocks() : 0);
  for (std::size_t b = 0; b < weights_before_.size(); ++b)
    weights_before_[b] = std::as_const(network_).block(b).parameters().weight;
}

const Matrix* Trainer::weight_before(std::size_t block) const {
  return block < weights_before_.size() ? &weights_before_[block] : nullptr;
}

void Trainer::set_parameter(const InspectedItem& parameter, Scalar value) {
  const auto block = static_cast<std::size_t>(parameter.layer);
  Scalar& place = parameter_of(network_.block(block).parameters(), parameter);
  const Scalar before = place;
  // As in training, a weight that lands on zero keeps the sign bit it had.
  place = value == 0 ? std::copysign(Scalar(0), before) : value;
  const bool is_weight = *parameter.input >= 0;
  if (is_weight && std::signbit(before) != std::signbit(place)) {
    const Index columns = network_.block(block).parameters().weight.cols();
    signs_[block].note(static_cast<std::size_t>(parameter.unit * columns + *parameter.input), before, place,
                       step_);
  }
  for (WatchedParameter& watched : watched_) watched.note_change(network_, step_);
}

void Trainer::watch(std::span<const InspectedItem> items) {
  std::erase_if(watched_, [&](const WatchedParameter& watched) {
    return std::ranges::find(items, watched.item()) == items.end();
  });
  for (const InspectedItem& item : items) {
    const bool is_parameter = item.layer >= 0 && item.input && has_item(network_, item);
    if (is_parameter && watched(item) == nullptr) watched_.emplace_back(item, network_, step_);
  }
}

const WatchedParameter* Trainer::watched(const InspectedItem& item) const {
  const auto found = std::ranges::find(watched_, item, &WatchedParameter::item);
  return found == watched_.end() ? nullptr : &*found;
}

void Trainer::recall(WatchedParameter recalled) {
  const auto found = std::ranges::find(watched_, recalled.item(), &WatchedParameter::item);
  if (found != watched_.end()) *found = std::move(recalled);
}

std::vector<std::int32_t> Trainer::batch() const {
  const bool is_between = phase_.kind == PhaseKind::forward;
  // A schedule of its own: the trainer's must not shuffle back and forth between epochs.
  BatchSchedule schedule = schedule_;
  const auto batch = schedule.batch(is_between ? std::max<std::int64_t>(step_ - 1, 0) : step_);
  return {batch.begin(), batch.end()};
}

std::vector<float> Trainer::mean_unit_feedback(std::size_t b) {
  if (phase_ == Phase{.kind = PhaseKind::distribute, .layer = static_cast<int>(b)}) {
    // It has arrived, but the way down has not gone through the activation yet.
    const std::size_t unit = network_.unit_index_of(b);
    const Matrix arrived =
        network_.feedback_at_output(*trace_, unit)
            .binaryExpr(trace_->layers[unit].output, [this](Scalar arriving, Scalar output) {
              return means_.pass->feedback_from(arriving, output);
            });
    return unit_sums(arrived, network_.block(b).output_shape(), trace_->input.rows());
  }
  return unit_sums(means_.pass->unit_feedback(network_, *trace_, b), network_.block(b).output_shape(),
                   trace_->input.rows());
}

std::vector<float> Trainer::mean_input_feedback() {
  return unit_sums(means_.pass->input_feedback(network_, *trace_), Shape{trace_->input.cols()},
                   trace_->input.rows());
}

void Trainer::diverge(Divergence divergence) {
  phase_ = {};
  divergence_ = std::move(divergence);
}

DivergedRun Trainer::seen_from_outside() const {
  return {.network = network_,
          .trace = *trace_,
          .by_lfp = means_.spec.method == Method::lfp,
          .is_clipped = means_.spec.clip_norm || means_.spec.clip_value};
}

double Trainer::parameter_norm() const {
  double square = 0;
  for (std::size_t b = 0; b < network_.blocks(); ++b) square += squared_norm(network_.block(b).parameters());
  return std::sqrt(square);
}

}  // namespace lfp
