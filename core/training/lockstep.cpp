#include "core/training/lockstep.h"

#include "core/training/checkpoints.h"
#include "core/training/run_snapshot.h"
#include "core/training/signature.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <thread>
#include <utility>

#include <cblas.h>

namespace lfp {
namespace {

using Clock = std::chrono::steady_clock;

/// Multiplications below which handing a run to another thread costs more than it brings.
constexpr std::int64_t worth_a_thread = 2'000'000;
/// Time between two checkpoints: a copy of a large network takes about a millisecond.
constexpr auto checkpoint_interval = std::chrono::milliseconds(100);
constexpr std::int64_t checkpoint_steps = 10;

std::int64_t last_step(const StopSpec& stop, std::int64_t batches_per_epoch) {
  std::int64_t last = std::numeric_limits<std::int64_t>::max();
  if (stop.steps) last = std::min(last, *stop.steps);
  if (stop.epochs) last = std::min(last, *stop.epochs * batches_per_epoch);
  return last;
}

}  // namespace

struct Lockstep::Implementation {
  std::shared_ptr<const Experiment> experiment;
  std::shared_ptr<const Dataset> dataset;
  RecordOptions record;
  std::vector<Trainer> trainers;
  mutable Probe probe;
  std::vector<ShownWeights> shown;
  Checkpoints checkpoints;
  std::int64_t checkpoint_step = 0;
  Clock::time_point checkpoint_time;
  Position position;
  std::int64_t end = 0;
  bool repeatable = true;

  const Trainer& leader() const {
    return *std::max_element(trainers.begin(), trainers.end(),
                             [](const auto& a, const auto& b) { return a.step() < b.step(); });
  }

  void locate() {
    const Trainer& first = leader();
    const std::int64_t per_epoch = first.batches_per_epoch();
    position = {.step = first.step(),
                .epoch = first.step() / per_epoch,
                .batch = first.step() % per_epoch,
                .batches_per_epoch = per_epoch,
                .next_phase = first.next_phase()};
  }

  void keep_checkpoint() {
    checkpoint_step = position.step;
    checkpoint_time = Clock::now();
    Checkpoint checkpoint{.step = position.step, .runs = {}};
    for (const Trainer& trainer : trainers) checkpoint.runs.push_back(trainer.state());
    checkpoints.add(std::move(checkpoint));
  }

  void keep_checkpoint_if_due() {
    const bool is_between_steps = position.next_phase.kind == PhaseKind::forward;
    const bool is_together = std::all_of(trainers.begin(), trainers.end(), [&](const auto& trainer) {
      return trainer.step() == position.step;
    });
    if (record.checkpoints && is_between_steps && is_together &&
        position.step >= checkpoint_step + checkpoint_steps &&
        Clock::now() - checkpoint_time >= checkpoint_interval)
      keep_checkpoint();
  }

  /// Trains every run up to `target` steps in all, spread over threads where that pays.
  void train_to(std::int64_t target) {
    const auto train = [target](Trainer& trainer) {
      while (trainer.step() < target && trainer.advance_step()) continue;
    };
    const std::int64_t work =
        (target - position.step) * experiment->batch_size * trainers.front().network().parameter_count();
    if (work < worth_a_thread) {
      for (Trainer& trainer : trainers) train(trainer);
      return;
    }
    std::vector<std::jthread> others;
    for (std::size_t run = 1; run < trainers.size(); ++run)
      others.emplace_back([&train, &trainer = trainers[run]] { train(trainer); });
    train(trainers.front());
  }
};

Lockstep::Lockstep(std::shared_ptr<const Experiment> experiment, std::shared_ptr<const Dataset> dataset,
                   RecordOptions record)
    : implementation_(std::make_unique<Implementation>()) {
  // One thread a product: runs use the other cores, and sums keep their order whatever the machine has.
  openblas_set_num_threads(1);
  auto& own = *implementation_;
  own.experiment = std::move(experiment);
  own.dataset = std::move(dataset);
  own.record = record;
  own.trainers.reserve(own.experiment->runs.size());
  for (std::size_t run = 0; run < own.experiment->runs.size(); ++run)
    own.trainers.emplace_back(own.experiment, run, own.dataset, record.raster);
  own.locate();
  own.end = last_step(own.experiment->stop, own.position.batches_per_epoch);
  if (record.checkpoints) own.keep_checkpoint();
}

Lockstep::~Lockstep() = default;
Lockstep::Lockstep(Lockstep&&) noexcept = default;
Lockstep& Lockstep::operator=(Lockstep&&) noexcept = default;

std::int64_t Lockstep::advance(std::int64_t steps) {
  auto& own = *implementation_;
  own.keep_checkpoint_if_due();
  const std::int64_t before = own.position.step;
  own.train_to(steps < own.end - before ? before + steps : own.end);
  own.locate();
  return own.position.step - before;
}

void Lockstep::next_phase() {
  auto& own = *implementation_;
  if (is_finished()) return;
  own.keep_checkpoint_if_due();
  for (Trainer& trainer : own.trainers)
    if (trainer.step() == own.position.step) trainer.advance_phase();
  own.locate();
}

void Lockstep::evaluate() {
  for (Trainer& trainer : implementation_->trainers) trainer.evaluate();
}

void Lockstep::change_run(std::size_t run, const RunSpec& spec) {
  auto& own = *implementation_;
  own.trainers[run].change_run(spec);
  auto changed = *own.experiment;
  changed.runs[run] = spec;
  own.experiment = std::make_shared<const Experiment>(std::move(changed));
  own.repeatable = own.repeatable && own.position.step == 0;
  // Replaying from an older state would use the new settings too early.
  if (!own.record.checkpoints || has_diverged()) return;
  own.checkpoints.clear();
  own.keep_checkpoint();
}

bool Lockstep::restore(std::int64_t steps_back) {
  auto& own = *implementation_;
  std::int64_t last_good = own.position.step;
  for (const Trainer& trainer : own.trainers)
    if (trainer.divergence()) last_good = std::min(last_good, trainer.step());
  const std::int64_t wanted = std::max<std::int64_t>(0, last_good - steps_back);
  const Checkpoint* checkpoint = own.checkpoints.before(wanted);
  if (checkpoint == nullptr) return false;
  const std::int64_t target = std::max(wanted, checkpoint->step);
  for (std::size_t run = 0; run < own.trainers.size(); ++run)
    own.trainers[run].restore(checkpoint->runs[run]);
  own.locate();
  own.train_to(target);
  own.checkpoints.drop_after(target);
  own.locate();
  own.checkpoint_step = own.position.step;
  evaluate();
  return true;
}

const Position& Lockstep::position() const {
  return implementation_->position;
}

bool Lockstep::is_finished() const {
  const auto& own = *implementation_;
  return own.position.step >= own.end && own.position.next_phase.kind == PhaseKind::forward;
}

bool Lockstep::has_diverged() const {
  const auto& trainers = implementation_->trainers;
  return std::any_of(trainers.begin(), trainers.end(),
                     [](const auto& trainer) { return trainer.divergence(); });
}

void Lockstep::close_log() {
  for (Trainer& trainer : implementation_->trainers) {
    if (!trainer.record().has_open_row()) continue;
    trainer.evaluate();
    trainer.close_log();
  }
}

std::size_t Lockstep::runs() const {
  return implementation_->trainers.size();
}

double Lockstep::test_accuracy(std::size_t run) const {
  return implementation_->trainers[run].evaluation().accuracy;
}

double Lockstep::train_accuracy(std::size_t run) const {
  return implementation_->trainers[run].train_accuracy();
}

std::string Lockstep::signature() const {
  Signature signature;
  for (const Trainer& trainer : implementation_->trainers) signature.add(trainer.network());
  return signature.text();
}

NamedArrays Lockstep::weights(std::size_t run) const {
  const Network& network = implementation_->trainers[run].network();
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

Snapshot Lockstep::describe(const Interest& interest, bool may_repeat_weights) const {
  auto& own = *implementation_;
  Snapshot snapshot;
  snapshot.experiment = own.experiment;
  snapshot.dataset = own.dataset;
  snapshot.position = own.position;
  snapshot.finished = is_finished();
  snapshot.repeatable = own.repeatable;
  snapshot.interest = interest;
  own.shown.resize(own.trainers.size());
  for (std::size_t run = 0; run < own.trainers.size(); ++run) {
    own.shown[run].may_repeat = may_repeat_weights;
    snapshot.runs.push_back(
        make_run_snapshot(own.trainers[run], *own.dataset, interest, own.probe, own.shown[run]));
  }
  return snapshot;
}

SnapshotPointer Lockstep::snapshot(const Interest& interest) const {
  auto snapshot = std::make_shared<Snapshot>(describe(interest));
  snapshot->signature = signature();
  return snapshot;
}

void Lockstep::want_input_feedback(bool wanted) {
  for (Trainer& trainer : implementation_->trainers) trainer.want_input_feedback(wanted);
}

}  // namespace lfp
