#include "core/lockstep/runs.h"

#include "core/base/product.h"
#include "core/experiment/stop.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <limits>
#include <utility>

namespace lfp {
namespace {

using Clock = std::chrono::steady_clock;

/// Multiplications below which handing a run to another thread costs more than it brings.
constexpr std::int64_t multiplications_worth_a_thread = 2'000'000;
constexpr Index parameters_worth_a_thread = 50'000;

}  // namespace

Runs::Runs(std::shared_ptr<const Experiment> whole, Materials given, RecordOptions options,
           Progress* progress)
    : experiment(std::move(whole)), materials(std::move(given)), record(options) {
  use_one_thread_a_product();
  const std::size_t runs = experiment->runs.size();
  for (std::size_t run = 0; run < runs; ++run) {
    if (progress != nullptr) progress->at(static_cast<std::int64_t>(run), static_cast<std::int64_t>(runs));
    trainers.push_back(std::make_unique<Trainer>(experiment, run, materials, record.raster, progress));
  }
  locate();
  end = last_step(experiment->stop, position.batches_per_epoch)
            .value_or(std::numeric_limits<std::int64_t>::max());
}

void Runs::locate() {
  position = position_after(leader().run().step);
  position.next_phase = leader().run().next_phase;
  if (is_between_steps()) cursor.reset();
}

Position Runs::position_after(std::int64_t step) const {
  const std::int64_t per_epoch = trainers.front()->run().batches_per_epoch();
  return {.step = step,
          .epoch = step / per_epoch,
          .batch = step % per_epoch,
          .batches_per_epoch = per_epoch,
          .next_phase = {}};
}

const Trainer& Runs::leader() const {
  const auto is_behind = [](const auto& a, const auto& b) {
    if (a->run().step != b->run().step) return a->run().step < b->run().step;
    return a->run().divergence && !b->run().divergence;
  };
  return **std::ranges::max_element(trainers, is_behind);
}

bool Runs::has_diverged() const {
  return std::ranges::any_of(trainers, [](const auto& one) { return one->run().divergence.has_value(); });
}

bool Runs::goes_on() const {
  return std::ranges::any_of(trainers, [](const auto& one) { return !one->run().divergence; });
}

bool Runs::is_behind(std::size_t run) const {
  const RunState& state = trainers[run]->run();
  return !state.divergence && state.step < position.step;
}

bool Runs::is_any_behind() const {
  for (std::size_t run = 0; run < count(); ++run)
    if (is_behind(run)) return true;
  return false;
}

void Runs::let_fail_again(std::size_t run) {
  Trainer& trainer = *trainers[run];
  const TrainerState before = trainer.state();
  if (trainer.advance_step()) trainer.restore(before, trainer.run().spec());
}

double Runs::train_run(std::size_t run, std::int64_t step) {
  const auto start = Clock::now();
  Trainer& trainer = *trainers[run];
  bool goes_on = true;
  while (goes_on && trainer.run().step < step) {
    // The updates of earlier steps are never shown, so no time is spent on keeping them.
    trainer.want({.input_feedback = extras.input_feedback,
                  .updates = extras.updates && trainer.run().step + 1 == step});
    goes_on = trainer.advance_step();
  }
  trainer.want(extras);
  return std::chrono::duration<double>(Clock::now() - start).count();
}

double Runs::train_to(std::int64_t step) {
  const std::int64_t work =
      (step - position.step) * experiment->batch_size * trainers.front()->run().network.parameter_count();
  std::vector<double> seconds(count(), 0.0);
  threads.for_each(count(), work >= multiplications_worth_a_thread,
                   [&](std::size_t run) { seconds[run] = train_run(run, step); });
  locate();
  return std::ranges::max(seconds);
}

bool Runs::evaluate(const CalledOff& called_off) {
  std::atomic<bool> are_all_tested = true;
  threads.for_each(count(), is_worth_threads(), [&](std::size_t run) {
    if (!trainers[run]->evaluate(called_off)) are_all_tested = false;
  });
  return are_all_tested;
}

bool Runs::is_worth_threads() const {
  return count() > 1 && trainers.front()->run().network.parameter_count() > parameters_worth_a_thread;
}

}  // namespace lfp
