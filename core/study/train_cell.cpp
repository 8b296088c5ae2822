#include "core/study/train_cell.h"

#include "core/experiment/stop.h"
#include "core/study/layer_meter.h"
#include "core/study/run_curve.h"
#include "core/training/signature.h"
#include "core/training/trainer.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <span>
#include <utility>

namespace lfp {
namespace {

/// The number of steps between two checks for cancellation.
constexpr std::int64_t steps_at_once = 16;

double largest_feedback_ratio(const RunHistory& history, std::size_t layers) {
  double largest = 0;
  for (std::size_t row = 0; row < history.steps.rows(); ++row)
    largest = std::max(
        largest, largest_ratio_of(history.steps.row(row).subspan(StepColumns::feedback_norm(0), layers)));
  return largest;
}

/// Compares averages, if the record has averaged several steps in a row.
double part_of_rises(const RunHistory& history) {
  const std::size_t rows = history.steps.rows();
  if (rows < 2) return 0;
  std::size_t rises = 0;
  for (std::size_t row = 1; row < rows; ++row)
    if (history.steps.at(row, StepColumns::batch_loss) > history.steps.at(row - 1, StepColumns::batch_loss))
      ++rises;
  return static_cast<double>(rises) / static_cast<double>(rows - 1);
}

std::optional<std::int64_t> epochs_to(double target, const RunHistory& history) {
  for (const auto& row : history.log)
    if (row->test_accuracy >= target) return row->epoch;
  return std::nullopt;
}

/// A run that is being trained until it stops, with its measurements.
struct MeasuredRun {
  Trainer trainer;
  LayerMeter meter{trainer.run()};
  RunCurve curve;
};

/// Returns false if it was cancelled.
bool train_run_to_stop(MeasuredRun& measured, const CalledOff& called_off) {
  Trainer& trainer = measured.trainer;
  const RunState& run = trainer.run();
  const auto end = last_step(run.experiment->stop, run.batches_per_epoch())
                       .value_or(std::numeric_limits<std::int64_t>::max());
  while (run.step < end && !run.divergence) {
    if (run.step % steps_at_once == 0 && called_off && called_off()) return false;
    trainer.advance_step();
    if (run.step % run.batches_per_epoch() == 0) measured.curve.note(run, measured.meter);
  }
  if (run.evaluation.step != run.step) trainer.evaluate();
  trainer.close_log();
  measured.curve.note(run, measured.meter);
  measured.meter.measure(run);
  return true;
}

RunResult result_of(MeasuredRun& measured, const Materials& materials, std::size_t index, double target) {
  const RunState& run = measured.trainer.run();
  const RunHistory history = run.record.history();
  RunResult result{.name = run.spec().name,
                   .steps = run.step,
                   .train_accuracy = run.train_accuracy(),
                   .test_accuracy = run.evaluation.accuracy,
                   .loss = history.log.empty() ? run.last_result.loss : history.log.back()->loss,
                   .flipped = run.sign_changes.flipped,
                   .weights = run.sign_changes.total,
                   .feedback_ratio = largest_feedback_ratio(history, run.network.blocks()),
                   .loss_rises = part_of_rises(history),
                   .cause = {},
                   .epochs_to_target = epochs_to(target, history),
                   .numbers = measured.meter.all(),
                   .layers = measured.meter.layers(),
                   .curve = measured.curve.points(materials.past_of(index))};
  if (run.divergence) {
    result.diverged_step = run.divergence->step;
    result.cause = run.divergence->cause;
  }
  return result;
}

}  // namespace

std::optional<TrainingResult> train_cell(const std::shared_ptr<const Experiment>& experiment,
                                         const Materials& materials, const CellMeasures& measures,
                                         const CalledOff& called_off) {
  using Clock = std::chrono::steady_clock;
  TrainingResult result;
  Signature signature;
  for (std::size_t run = 0; run < experiment->runs.size(); ++run) {
    const auto start = Clock::now();
    MeasuredRun measured{.trainer = {experiment, run, materials, false},
                         .curve = RunCurve(measures.curves_of_layers)};
    measured.trainer.count_activity();
    if (!train_run_to_stop(measured, called_off)) return std::nullopt;
    result.runs.push_back(result_of(measured, materials, run, measures.target));
    signature.add(measured.trainer.run().network);
    result.runs.back().seconds = std::chrono::duration<double>(Clock::now() - start).count();
  }
  result.signature = signature.text();
  return result;
}

}  // namespace lfp
