#include "core/training/trainer.h"

#include "core/training/metrics.h"
#include "core/training/parameter_update.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace lfp {
namespace {

/// Beyond this an update is taken for divergence: a few more steps would leave the range of float.
constexpr double largest_update = 1e30;

Parameters zeros_like(const Parameters& parameters) {
  return {.weight = Matrix::Zero(parameters.weight.rows(), parameters.weight.cols()),
          .bias = Vector::Zero(parameters.bias.size())};
}

std::size_t unit_count(const Network& network) {
  Index units = 0;
  for (std::size_t l = 0; l < network.parameter_layers(); ++l)
    units += network.parameter_layer(l).output_shape().size();
  return static_cast<std::size_t>(units);
}

void mean_of_rows(const Matrix& values, float* mean) {
  Eigen::Map<Eigen::RowVectorXf> sum(mean, values.cols());
  sum.setZero();
  for (Index row = 0; row < values.rows(); ++row) sum += values.row(row).cast<float>();
  sum /= static_cast<float>(values.rows());
}

std::vector<float> mean_of_rows(const Matrix& values) {
  std::vector<float> mean(static_cast<std::size_t>(values.cols()));
  mean_of_rows(values, mean.data());
  return mean;
}

std::unique_ptr<Optimiser> make_optimiser(const RunSpec& spec, const std::string& place) {
  return make_from(optimiser_entries(), spec.optimiser, place + ".optimiser");
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
      spec_(experiment_->runs[run]),
      optimiser_(*make_optimiser(spec_, place_)),
      network_(build_network(experiment_->network, dataset_->shape, dataset_->classes, experiment_->seed)),
      pass_(make_backward_pass(spec_, network_, place_)),
      schedule_(experiment_->seed, dataset_->train.count(), batch_size_of(*experiment_, *dataset_)),
      evaluator_(network_),
      record_(network_.parameter_layers(), unit_count(network_), record_raster) {
  for (std::size_t l = 0; l < network_.parameter_layers(); ++l) {
    const Parameters& parameters = network_.parameter_layer(l).parameters();
    momentum_.push_back(zeros_like(parameters));
    feedback_.push_back(zeros_like(parameters));
    signs_.emplace_back(parameters);
  }
  result_.feedback_norm.assign(network_.parameter_layers(), 0.0);
  result_.flips.assign(network_.parameter_layers(), 0);
  if (record_raster) result_.unit_feedback.assign(unit_count(network_), 0.0F);
  make_traces();
}

void Trainer::make_traces() {
  const Index batch = batch_size_of(*experiment_, *dataset_);
  const Index rest = dataset_->train.count() % batch;
  to_input_ = wants_to_input_;
  full_ = network_.make_trace(batch, to_input_);
  short_ = rest > 0 ? network_.make_trace(rest, to_input_) : Trace{};
  labels_.resize(static_cast<std::size_t>(batch));
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
  if (change_) {
    spec_ = std::move(change_->spec);
    optimiser_ = change_->optimiser;
    pass_ = std::move(change_->pass);
    change_.reset();
  }
  if (to_input_ != wants_to_input_) make_traces();
  const auto batch = schedule_.batch(step_);
  trace_ = std::cmp_equal(batch.size(), full_.input.rows()) ? &full_ : &short_;
  const Samples& samples = dataset_->train;
  for (std::size_t row = 0; row < batch.size(); ++row) {
    const auto input = samples.input(batch[row]);
    Scalar* target = trace_->input.data() + static_cast<Index>(row) * trace_->input.cols();
    std::transform(input.begin(), input.end(), target,
                   [](float value) { return static_cast<Scalar>(value); });
    labels_[row] = samples.labels[static_cast<std::size_t>(batch[row])];
  }
  result_.samples = static_cast<std::int64_t>(batch.size());
}

void Trainer::forward() {
  begin_step();
  network_.forward(*trace_);
  const Matrix& logits = trace_->layers.back().output;
  if (!logits.allFinite()) return diverge_forward();
  const auto count = static_cast<std::size_t>(result_.samples);
  const BatchMetrics metrics = measure(logits, std::span(labels_).first(count));
  result_.accuracy = static_cast<double>(metrics.correct) / static_cast<double>(count);
  result_.loss = metrics.loss / static_cast<double>(count);
  phase_ = {.kind = PhaseKind::output_feedback};
}

void Trainer::output_feedback() {
  pass_->start(network_, *trace_, std::span(labels_).first(static_cast<std::size_t>(result_.samples)));
  phase_ = {.kind = PhaseKind::distribute, .layer = static_cast<int>(network_.parameter_layers()) - 1};
}

void Trainer::distribute(std::size_t l) {
  pass_->distribute(network_, l, *trace_, l > 0 || to_input_, &feedback_[l]);
  measure_feedback(l);
  if (!std::isfinite(result_.feedback_norm[l])) return diverge_on_the_way_down(l);
  phase_ = l > 0 ? Phase{.kind = PhaseKind::distribute, .layer = static_cast<int>(l) - 1}
                 : Phase{.kind = PhaseKind::update};
}

void Trainer::measure_feedback(std::size_t l) {
  const Matrix& feedback = pass_->unit_feedback(network_, *trace_, l);
  const auto samples = static_cast<double>(feedback.rows());
  result_.feedback_norm[l] = std::sqrt(static_cast<double>(feedback.squaredNorm()) / samples);
  if (l + 1 == network_.parameter_layers()) result_.mean_feedback = static_cast<double>(feedback.mean());
  if (result_.unit_feedback.empty()) return;
  Index first = 0;
  for (std::size_t below = 0; below < l; ++below)
    first += network_.parameter_layer(below).output_shape().size();
  mean_of_rows(feedback, result_.unit_feedback.data() + first);
}

void Trainer::update() {
  const bool is_mean = experiment_->batch_reduction == BatchReduction::mean;
  const double reduction = is_mean ? 1.0 / static_cast<double>(result_.samples) : 1.0;
  double square = 0;
  for (std::size_t l = 0; l < feedback_.size(); ++l) {
    const double layer_square = squared_norm(feedback_[l]);
    const double length = std::sqrt(layer_square) * reduction;
    const bool clipped = spec_.clip_norm.has_value();
    if (!std::isfinite(length) ||
        (!clipped && length * static_cast<double>(optimiser_.learning_rate) > largest_update))
      return diverge(l, "the update",
                     "the feedback to its weights is too large for a step of this learning rate",
                     "Lower the learning rate or set a clip norm");
    square += layer_square;
  }
  update_norm_ = std::sqrt(square) * reduction;
  update_scale_ = static_cast<Scalar>(reduction * clip_factor(update_norm_, spec_.clip_norm));
  for (std::size_t l = 0; l < feedback_.size(); ++l)
    update_parameters(optimiser_, update_scale_, step_ + 1, feedback_[l], momentum_[l],
                      network_.parameter_layer(l).parameters(), signs_[l]);
  finish_step();
}

void Trainer::finish_step() {
  ++step_;
  phase_ = {};
  for (std::size_t l = 0; l < signs_.size(); ++l) result_.flips[l] = signs_[l].flipped();
  record_.add_step(result_);
  if (step_ % schedule_.batches_per_epoch() != 0) return;
  evaluate();
  close_log();
}

void Trainer::evaluate() {
  evaluation_ = evaluator_.evaluate(network_, dataset_->test);
  sign_changes_ = {};
  for (std::size_t l = 0; l < signs_.size(); ++l)
    sign_changes_ += signs_[l].compare(network_.parameter_layer(l).parameters());
}

void Trainer::close_log() {
  if (record_.has_open_row())
    record_.add_log_row(step_, step_ / schedule_.batches_per_epoch(), evaluation_.accuracy, evaluation_.loss,
                        result_.flips);
}

double Trainer::train_accuracy() {
  return evaluator_.evaluate(network_, dataset_->train).accuracy;
}

void Trainer::change_run(const RunSpec& spec) {
  change_ = Change{.spec = spec,
                   .optimiser = *make_optimiser(spec, place_),
                   .pass = make_backward_pass(spec, network_, place_)};
}

void Trainer::want_input_feedback(bool wanted) {
  wants_to_input_ = wanted;
}

TrainerState Trainer::state() const {
  TrainerState state{
      .step = step_, .parameters = {}, .momentum = momentum_, .signs = signs_, .record = record_.branch()};
  for (std::size_t l = 0; l < network_.parameter_layers(); ++l)
    state.parameters.push_back(network_.parameter_layer(l).parameters());
  return state;
}

void Trainer::restore(const TrainerState& state) {
  step_ = state.step;
  phase_ = {};
  for (std::size_t l = 0; l < network_.parameter_layers(); ++l)
    network_.parameter_layer(l).parameters() = state.parameters[l];
  momentum_ = state.momentum;
  signs_ = state.signs;
  record_ = state.record.branch();
  divergence_.reset();
}

std::vector<float> Trainer::mean_unit_feedback(std::size_t l) {
  return mean_of_rows(pass_->unit_feedback(network_, *trace_, l));
}

std::vector<float> Trainer::mean_input_feedback() {
  return mean_of_rows(pass_->input_feedback(network_, *trace_));
}

void Trainer::diverge(std::size_t l, const char* quantity, std::string cause, std::string remedy) {
  phase_ = {};
  divergence_ = Divergence{.layer = static_cast<int>(l) + 1,
                           .step = step_ + 1,
                           .quantity = quantity,
                           .cause = std::move(cause),
                           .remedy = std::move(remedy)};
}

void Trainer::diverge_on_the_way_down(std::size_t l) {
  const bool is_output = l + 1 == network_.parameter_layers();
  std::string cause =
      is_output ? "the logits have grown so large that the feedback at the outputs is no longer finite"
                : "feedback grew beyond what numbers hold on its way down to this layer";
  const bool is_rule = spec_.method == Method::lfp && !is_output;
  diverge(l, "the feedback", std::move(cause),
          is_rule ? "Raise ε, use the rule LFP-z+z−, or lower the learning rate"
                  : "Lower the learning rate or set a clip norm");
}

void Trainer::diverge_forward() {
  std::size_t l = 0;
  while (l + 1 < network_.parameter_layers() && trace_->layers[network_.index_of(l)].output.allFinite()) ++l;
  diverge(l, "the pre-activations", "the weights have grown so large that their sums are no longer finite",
          "Lower the learning rate or set a clip norm");
}

}  // namespace lfp
