#include "core/training/trainer.h"

#include <algorithm>
#include <utility>

namespace lfp {
namespace {

std::size_t bytes_of(const Parameters& parameters) {
  return static_cast<std::size_t>(parameters.count()) * sizeof(Scalar);
}

}  // namespace

std::size_t TrainerState::bytes() const {
  std::size_t bytes = sizeof(TrainerState);
  for (const Parameters& block : parameters) bytes += bytes_of(block);
  for (const Matrix& block : statistics) bytes += static_cast<std::size_t>(block.size()) * sizeof(Scalar);
  for (const OptimiserState& block : optimiser) bytes += bytes_of(block.momentum) + bytes_of(block.square);
  for (const SignRecord& block : signs) bytes += block.bytes();
  return bytes;
}

void Trainer::copy_state(TrainerState& state) const {
  state.step = step_;
  state.optimiser = optimiser_states_;
  state.signs = signs_;
  state.record = record_.branch();
  state.parameters.resize(network_.blocks());
  state.statistics.resize(network_.blocks());
  for (std::size_t b = 0; b < network_.blocks(); ++b) {
    state.parameters[b] = network_.block(b).parameters();
    state.statistics[b] = network_.block(b).statistics();
  }
}

TrainerState Trainer::state() const {
  TrainerState state;
  copy_state(state);
  // Another optimiser that waits for the next step starts with a memory of its own.
  if (change_ && change_->spec.optimiser.name != means_.spec.optimiser.name)
    for (std::size_t b = 0; b < network_.blocks(); ++b)
      state.optimiser[b] = change_->optimiser->make_state(network_.block(b).parameters());
  return state;
}

void Trainer::restore(const TrainerState& state, const RunSpec& spec) {
  change_.reset();
  if (spec != means_.spec) means_ = make_means(spec);
  step_ = state.step;
  phase_ = {};
  for (std::size_t b = 0; b < network_.blocks(); ++b) {
    network_.block(b).parameters() = state.parameters[b];
    network_.block(b).statistics() = state.statistics[b];
  }
  optimiser_states_ = state.optimiser;
  signs_ = state.signs;
  record_ = state.record.branch();
  weights_before_.clear();
  train_predictions_.reset();
  divergence_.reset();
  for (WatchedParameter& watched : watched_) watched = WatchedParameter(watched.item(), network_, step_);

  result_.accuracy = result_.loss = result_.mean_feedback = 0;
  std::fill(result_.feedback_norm.begin(), result_.feedback_norm.end(), 0.0);
  std::fill(result_.unit_feedback.begin(), result_.unit_feedback.end(), 0.0F);
  for (std::size_t b = 0; b < signs_.size(); ++b) result_.flips[b] = signs_[b].flipped();
  for (Parameters& feedback : feedback_) {
    feedback.weight.setZero();
    feedback.bias.setZero();
  }
  make_traces();
}

}  // namespace lfp
