#include "core/lockstep/lockstep.h"

#include "core/inspection/inspect_parameter.h"
#include "core/lockstep/lockstep_implementation.h"
#include "core/lockstep/lockstep_state.h"
#include "core/lockstep/relay.h"
#include "core/training/signature.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <chrono>
#include <cmath>
#include <limits>
#include <utility>

#include <cblas.h>

namespace lfp {
namespace {

using Clock = std::chrono::steady_clock;

/// Multiplications below which handing a run to another thread costs more than it brings.
constexpr std::int64_t worth_a_thread = 2'000'000;
std::int64_t last_step(const StopSpec& stop, std::int64_t batches_per_epoch) {
  std::int64_t last = std::numeric_limits<std::int64_t>::max();
  if (stop.steps) last = std::min(last, *stop.steps);
  if (stop.epochs) last = std::min(last, *stop.epochs * batches_per_epoch);
  return last;
}

}  // namespace

void Lockstep::Implementation::locate() {
  position = position_after(leader().step());
  position.next_phase = leader().next_phase();
  if (is_between_steps()) cursor.reset();
}

Position Lockstep::Implementation::position_after(std::int64_t step) const {
  const std::int64_t per_epoch = trainers.front()->batches_per_epoch();
  return {.step = step,
          .epoch = step / per_epoch,
          .batch = step % per_epoch,
          .batches_per_epoch = per_epoch,
          .next_phase = {}};
}

Interest Lockstep::Implementation::shown_interest(Interest interest) const {
  if (!cursor) return interest;
  interest.sample_from_test = false;
  interest.sample_index = leader().batch()[static_cast<std::size_t>(*cursor)];
  return interest;
}

const Trainer& Lockstep::Implementation::leader() const {
  return **std::max_element(trainers.begin(), trainers.end(),
                            [](const auto& a, const auto& b) { return a->step() < b->step(); });
}

std::int64_t Lockstep::Implementation::last_finite_step() const {
  std::int64_t step = position.step;
  for (const auto& trainer : trainers) step = std::min(step, trainer->step());
  return step;
}

double Lockstep::Implementation::train_run(std::size_t run, std::int64_t step) {
  const auto start = Clock::now();
  Trainer& trainer = *trainers[run];
  bool goes_on = true;
  while (goes_on && trainer.step() < step) {
    // Nobody sees the updates of the steps before: no time is spent on keeping them.
    trainer.want_updates(wants_updates && trainer.step() + 1 == step);
    goes_on = trainer.advance_step();
  }
  trainer.want_updates(wants_updates);
  return std::chrono::duration<double>(Clock::now() - start).count();
}

void Lockstep::Implementation::train_to(std::int64_t step) {
  const std::int64_t work =
      (step - position.step) * experiment->batch_size * trainers.front()->network().parameter_count();
  // As long as the first run takes, which this thread trains.
  double seconds = 0;
  crew.for_each(trainers.size(), work >= worth_a_thread, [&](std::size_t run) {
    const double taken = train_run(run, step);
    if (run == 0) seconds = taken;
  });
  unkept_seconds += seconds;
  locate();
}

Lockstep::Lockstep(std::shared_ptr<const Experiment> experiment, std::shared_ptr<const Dataset> dataset,
                   RecordOptions record, Progress* progress)
    : implementation_(std::make_unique<Implementation>()) {
  // One thread a product: runs use the other cores, and sums keep their order whatever the machine has.
  openblas_set_num_threads(1);
  auto& own = *implementation_;
  own.experiment = std::move(experiment);
  own.dataset = std::move(dataset);
  own.record = record;
  const std::size_t runs = own.experiment->runs.size();
  for (std::size_t run = 0; run < runs; ++run) {
    if (progress != nullptr) progress->at(static_cast<std::int64_t>(run), static_cast<std::int64_t>(runs));
    own.trainers.push_back(std::make_unique<Trainer>(own.experiment, run, own.dataset, record.raster));
  }
  own.locate();
  own.end = last_step(own.experiment->stop, own.position.batches_per_epoch);
  own.in_force = own.experiment->runs;
  if (record.past) own.keep_key_frame();
}

Lockstep::~Lockstep() = default;
Lockstep::Lockstep(Lockstep&&) noexcept = default;
Lockstep& Lockstep::operator=(Lockstep&&) noexcept = default;

std::int64_t Lockstep::advance(std::int64_t steps) {
  auto& own = *implementation_;
  own.go_on_from_here();
  if (own.is_key_frame_due()) own.keep_key_frame();
  const std::int64_t before = own.position.step;
  own.train_to(steps < own.end - before ? before + steps : own.end);
  own.past.reach(own.last_finite_step());
  return own.position.step - before;
}

void Lockstep::advance(const FreeTraining& training) {
  auto& own = *implementation_;
  if (!own.is_between_steps()) advance(1);
  own.go_on_from_here();
  own.descriptions.resize(own.trainers.size());
  Relay relay(own, training);
  own.crew.for_each(own.trainers.size(), own.trainers.size() > 1, [&relay](std::size_t run) {
    while (relay.go_on(run)) {
    }
  });
  own.locate();
  own.past.reach(own.last_finite_step());
}

void Lockstep::next_phase() {
  auto& own = *implementation_;
  if (is_finished()) return;
  own.go_on_from_here();
  for (const auto& trainer : own.trainers)
    if (trainer->step() == own.position.step) trainer->advance_phase();
  own.locate();
  own.past.reach(own.last_finite_step());
}

void Lockstep::next_sample() {
  auto& own = *implementation_;
  const auto batch = std::ssize(own.leader().batch());
  if (own.cursor && *own.cursor + 1 == batch) return next_phase();
  if (own.cursor) {
    ++*own.cursor;
    return;
  }
  do next_phase();
  while (own.position.next_phase.kind != PhaseKind::update && !has_diverged() && !is_finished());
  if (own.position.next_phase.kind == PhaseKind::update) own.cursor = 0;
}

void Lockstep::watch(const std::vector<InspectedItem>& items) {
  auto& own = *implementation_;
  std::erase_if(own.recollections, [&](const Recollection& recollection) {
    return std::ranges::find(items, recollection.item()) == items.end();
  });
  own.watched = items;
  for (const auto& trainer : own.trainers) trainer->watch(items);
}

std::int64_t Lockstep::flipped_weights() const {
  std::int64_t flipped = 0;
  for (const auto& trainer : implementation_->trainers)
    for (std::size_t b = 0; b < trainer->network().blocks(); ++b) flipped += trainer->signs(b).flipped();
  return flipped;
}

bool Lockstep::evaluate(const CalledOff& called_off) {
  auto& own = *implementation_;
  std::atomic<bool> are_all_tested = true;
  own.crew.for_each(own.trainers.size(), own.is_worth_threads(), [&](std::size_t run) {
    if (!own.trainers[run]->evaluate(called_off)) are_all_tested = false;
  });
  return are_all_tested;
}

void Lockstep::change_run(std::size_t run, const RunSpec& spec) {
  auto& own = *implementation_;
  own.trainers[run]->change_run(spec);
  auto changed = *own.experiment;
  changed.runs[run] = spec;
  own.experiment = std::make_shared<const Experiment>(std::move(changed));
  own.repeatable = own.repeatable && own.position.step == 0;
}

LockstepState Lockstep::state() const {
  const auto& own = *implementation_;
  LockstepState state{.experiment = own.experiment, .runs = {}, .repeatable = own.repeatable};
  for (const auto& trainer : own.trainers) state.runs.push_back(trainer->state());
  if (own.record.past) state.past = implementation_->past.parts(own.intervened);
  return state;
}

void Lockstep::set_state(const LockstepState& state) {
  auto& own = *implementation_;
  assert(state.runs.size() == own.trainers.size());
  for (std::size_t run = 0; run < own.trainers.size(); ++run)
    own.trainers[run]->restore(state.runs[run], own.experiment->runs[run]);
  own.repeatable = state.repeatable;
  own.locate();
  own.target.reset();
  own.foresee_nothing();
  own.take_past(state.past);
}

const Position& Lockstep::position() const {
  return implementation_->position;
}

bool Lockstep::is_finished() const {
  const auto& own = *implementation_;
  return own.position.step >= own.end && own.position.next_phase.kind == PhaseKind::forward;
}

bool Lockstep::has_diverged() const {
  return implementation_->has_diverged();
}

bool Lockstep::Implementation::has_diverged() const {
  return std::any_of(trainers.begin(), trainers.end(),
                     [](const auto& trainer) { return trainer->divergence().has_value(); });
}

void Lockstep::close_log() {
  for (const auto& trainer : implementation_->trainers) {
    if (!trainer->record().has_open_row()) continue;
    trainer->evaluate();
    trainer->close_log();
  }
}

std::size_t Lockstep::runs() const {
  return implementation_->trainers.size();
}

double Lockstep::test_accuracy(std::size_t run) const {
  return implementation_->trainers[run]->evaluation().accuracy;
}

double Lockstep::train_accuracy(std::size_t run) const {
  return implementation_->trainers[run]->train_accuracy();
}

std::string Lockstep::signature() const {
  Signature signature;
  for (const auto& trainer : implementation_->trainers) signature.add(trainer->network());
  return signature.text();
}

NamedArrays Lockstep::weights(std::size_t run) const {
  const Network& network = implementation_->trainers[run]->network();
  NamedArrays arrays;
  for (std::size_t b = 0; b < network.blocks(); ++b) {
    const Parameters& parameters = network.block(b).parameters();
    const Matrix& statistics = network.block(b).statistics();
    const std::string layer = "layer" + std::to_string(b + 1);
    const auto add = [&arrays](std::string name, std::vector<std::int64_t> shape, const Scalar* values,
                               Index count) {
      NamedArray array{.name = std::move(name), .shape = std::move(shape), .values = {}};
      array.values.assign(values, values + count);
      arrays.push_back(std::move(array));
    };
    if (parameters.weight.size() > 0)
      add(layer + ".weight", network.block(b).weight_shape(), parameters.weight.data(),
          parameters.weight.size());
    if (parameters.bias.size() > 0)
      add(layer + ".bias", {parameters.bias.size()}, parameters.bias.data(), parameters.bias.size());
    if (statistics.size() > 0) {
      add(layer + ".running_mean", {statistics.cols()}, statistics.row(0).data(), statistics.cols());
      add(layer + ".running_variance", {statistics.cols()}, statistics.row(1).data(), statistics.cols());
    }
  }
  return arrays;
}

void Lockstep::Implementation::describe_run(std::size_t run, const Interest& shown, bool may_repeat_weights,
                                            Snapshot& snapshot) {
  const auto start = Clock::now();
  Description& description = descriptions[run];
  description.shown.may_repeat = may_repeat_weights;
  snapshot.runs[run] =
      make_run_snapshot(*trainers[run], *dataset, shown, description.probe, description.shown);
  description.seconds = std::chrono::duration<double>(Clock::now() - start).count();
}

void Lockstep::Implementation::add_earlier_values(Snapshot& snapshot) const {
  for (std::size_t run = 0; run < snapshot.runs.size(); ++run)
    for (Inspection& inspection : snapshot.runs[run].inspections)
      if (inspection.parameter)
        add_earlier(past.frames(), run, snapshot.position.step, inspection.item, *inspection.parameter);
}

void Lockstep::Implementation::describe_all_but_runs(const Interest& interest, Snapshot& snapshot) {
  snapshot.experiment = experiment;
  snapshot.dataset = dataset;
  snapshot.position = position;
  snapshot.finished = position.step >= end && is_between_steps();
  snapshot.repeatable = repeatable;
  if (record.past) snapshot.time = describe_time();
  snapshot.interest = interest;
  if (cursor) snapshot.batch = leader().batch();
  snapshot.batch_cursor = cursor;
  snapshot.runs.resize(trainers.size());
  descriptions.resize(trainers.size());
}

Snapshot Lockstep::describe(const Interest& interest, bool may_repeat_weights) const {
  auto& own = *implementation_;
  Snapshot snapshot;
  own.describe_all_but_runs(interest, snapshot);
  const Interest shown = own.shown_interest(interest);
  own.crew.for_each(own.trainers.size(), own.is_worth_threads(),
                    [&](std::size_t run) { own.describe_run(run, shown, may_repeat_weights, snapshot); });
  own.add_earlier_values(snapshot);
  return snapshot;
}

double Lockstep::describing_seconds() const {
  double longest = 0;
  for (const auto& description : implementation_->descriptions)
    longest = std::max(longest, description.seconds);
  return longest;
}

SnapshotPointer Lockstep::snapshot(const Interest& interest) const {
  auto snapshot = std::make_shared<Snapshot>(describe(interest));
  snapshot->signature = signature();
  return snapshot;
}

void Lockstep::want_updates(bool wanted) {
  implementation_->wants_updates = wanted;
  for (const auto& trainer : implementation_->trainers) trainer->want_updates(wanted);
}

void Lockstep::want_input_feedback(bool wanted) {
  implementation_->wants_input_feedback = wanted;
  for (const auto& trainer : implementation_->trainers) trainer->want_input_feedback(wanted);
}

}  // namespace lfp
