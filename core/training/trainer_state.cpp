#include "core/training/trainer.h"

#include <algorithm>
#include <cassert>
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
  for (const Matrix& block : kept) bytes += static_cast<std::size_t>(block.size()) * sizeof(Scalar);
  return bytes;
}

TrainerState Trainer::state(TrainerState into) const {
  into.step = run_.step;
  into.optimiser = run_.optimiser_states;
  into.signs = run_.signs;
  into.kept = run_.kept;
  into.record = run_.record.branch();
  into.divergence = run_.divergence;
  into.parameters.resize(run_.network.blocks());
  into.statistics.resize(run_.network.blocks());
  for (std::size_t b = 0; b < run_.network.blocks(); ++b) {
    into.parameters[b] = run_.network.block(b).parameters();
    into.statistics[b] = run_.network.block(b).statistics();
  }
  // Another optimiser that waits for the end of this step starts with a memory of its own.
  if (change_ && change_->spec.optimiser.name != run_.means.spec.optimiser.name)
    for (std::size_t b = 0; b < run_.network.blocks(); ++b)
      into.optimiser[b] = change_->optimiser->make_state(run_.network.block(b).parameters());
  return into;
}

void Trainer::exchange_state(TrainerState& state) {
  assert(!change_);
  state.step = run_.step;
  state.record = run_.record.branch();
  state.divergence = run_.divergence;
  std::swap(state.optimiser, run_.optimiser_states);
  std::swap(state.signs, run_.signs);
  std::swap(state.kept, run_.kept);
  state.parameters.resize(run_.network.blocks());
  state.statistics.resize(run_.network.blocks());
  for (std::size_t b = 0; b < run_.network.blocks(); ++b) {
    std::swap(state.parameters[b], run_.network.block(b).parameters());
    std::swap(state.statistics[b], run_.network.block(b).statistics());
  }
}

std::size_t Trainer::state_bytes() const {
  std::size_t bytes = sizeof(TrainerState);
  for (std::size_t b = 0; b < run_.network.blocks(); ++b)
    bytes += bytes_of(std::as_const(run_.network).block(b).parameters());
  for (const OptimiserState& block : run_.optimiser_states)
    bytes += bytes_of(block.momentum) + bytes_of(block.square);
  for (const SignRecord& block : run_.signs) bytes += block.bytes();
  return bytes;
}

void Trainer::restore(const TrainerState& state, const RunSpec& spec) {
  change_.reset();
  if (spec != run_.means.spec) run_.means = means_for(spec);
  run_.step = state.step;
  run_.next_phase = {};
  for (std::size_t b = 0; b < run_.network.blocks(); ++b) {
    run_.network.block(b).parameters() = state.parameters[b];
    run_.network.block(b).statistics() = state.statistics[b];
  }
  run_.optimiser_states = state.optimiser;
  run_.signs = state.signs;
  run_.kept = state.kept;
  run_.record = state.record.branch();
  run_.weights_before.clear();
  train_predictions_.reset();
  run_.divergence = state.divergence;
  for (WatchedParameter& watched : run_.watched)
    watched = WatchedParameter(watched.item(), run_.network, run_.step);

  run_.last_result.accuracy = run_.last_result.loss = run_.last_result.mean_feedback = 0;
  std::fill(run_.last_result.feedback_norm.begin(), run_.last_result.feedback_norm.end(), 0.0);
  std::fill(run_.last_result.unit_feedback.begin(), run_.last_result.unit_feedback.end(), 0.0F);
  for (std::size_t b = 0; b < run_.signs.size(); ++b) run_.last_result.flips[b] = run_.signs[b].flipped();
  for (Parameters& feedback : run_.parameter_feedback) {
    feedback.weight.setZero();
    feedback.bias.setZero();
  }
  make_traces();
}

}  // namespace lfp
