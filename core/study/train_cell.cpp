#include "core/study/train_cell.h"

#include "core/experiment/stop.h"
#include "core/training/signature.h"
#include "core/training/trainer.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <span>
#include <utility>

namespace lfp {
namespace {

/// Steps between two questions whether training is called off.
constexpr std::int64_t steps_at_once = 16;

/// The largest ratio of a norm to the last one, either way round; 0 where there is nothing to compare.
template <class Number>
double largest_ratio_of(std::span<const Number> norms) {
  if (norms.empty() || !(norms.back() > 0)) return 0;
  double largest = 0;
  for (const Number norm : norms) {
    const double ratio = static_cast<double>(norm) / static_cast<double>(norms.back());
    largest = std::max({largest, ratio, ratio > 0 ? 1 / ratio : 0.0});
  }
  return largest;
}

double largest_feedback_ratio(const RunHistory& history, std::size_t layers) {
  double largest = 0;
  for (std::size_t row = 0; row < history.steps.rows(); ++row)
    largest = std::max(
        largest, largest_ratio_of(history.steps.row(row).subspan(StepColumns::feedback_norm(0), layers)));
  return largest;
}

/// Of steps that the record has averaged, their means are compared.
double part_of_rises(const RunHistory& history) {
  const std::size_t rows = history.steps.rows();
  if (rows < 2) return 0;
  std::size_t rises = 0;
  for (std::size_t row = 1; row < rows; ++row)
    if (history.steps.at(row, StepColumns::batch_loss) > history.steps.at(row - 1, StepColumns::batch_loss))
      ++rises;
  return static_cast<double>(rises) / static_cast<double>(rows - 1);
}

CurvePoint point_of(const LogRow& row) {
  std::int64_t flipped = 0;
  for (const std::int64_t of_layer : row.flips) flipped += of_layer;
  return {.step = row.step,
          .epoch = row.epoch,
          .train_accuracy = row.train_accuracy,
          .test_accuracy = row.test_accuracy,
          .loss = row.loss,
          .feedback_ratio = largest_ratio_of(std::span<const double>(row.feedback_norm)),
          .flipped = flipped};
}

std::vector<CurvePoint> curve_of(const RunHistory& history) {
  const std::size_t rows = history.log.size();
  const std::size_t points = std::min(rows, RunResult::most_points);
  std::vector<CurvePoint> curve;
  for (std::size_t point = 0; point < points; ++point)
    curve.push_back(point_of(*history.log[((point + 1) * rows + points - 1) / points - 1]));
  return curve;
}

std::optional<std::int64_t> epochs_to(double target, const RunHistory& history) {
  for (const auto& row : history.log)
    if (row->test_accuracy >= target) return row->epoch;
  return std::nullopt;
}

/// False if it was called off.
bool train_run_to_stop(Trainer& trainer, const CalledOff& called_off) {
  const RunState& run = trainer.run();
  const auto end = last_step(run.experiment->stop, run.batches_per_epoch())
                       .value_or(std::numeric_limits<std::int64_t>::max());
  while (run.step < end && !run.divergence) {
    if (run.step % steps_at_once == 0 && called_off && called_off()) return false;
    trainer.advance_step();
  }
  if (run.evaluation.step != run.step) trainer.evaluate();
  trainer.close_log();
  return true;
}

RunResult result_of(Trainer& trainer, double target) {
  const RunState& run = trainer.run();
  const RunHistory history = run.record.history();
  RunResult result{.name = run.spec().name,
                   .steps = run.step,
                   .train_accuracy = trainer.run().train_accuracy(),
                   .test_accuracy = run.evaluation.accuracy,
                   .loss = history.log.empty() ? run.last_result.loss : history.log.back()->loss,
                   .flipped = run.sign_changes.flipped,
                   .weights = run.sign_changes.total,
                   .feedback_ratio = largest_feedback_ratio(history, run.network.blocks()),
                   .loss_rises = part_of_rises(history),
                   .cause = {},
                   .epochs_to_target = epochs_to(target, history),
                   .curve = curve_of(history)};
  if (run.divergence) {
    result.diverged_step = run.divergence->step;
    result.cause = run.divergence->cause;
  }
  return result;
}

}  // namespace

std::optional<TrainingResult> train_cell(const std::shared_ptr<const Experiment>& experiment,
                                         const Materials& materials, double target,
                                         const CalledOff& called_off) {
  using Clock = std::chrono::steady_clock;
  TrainingResult result;
  Signature signature;
  for (std::size_t run = 0; run < experiment->runs.size(); ++run) {
    const auto start = Clock::now();
    Trainer trainer(experiment, run, materials, false);
    if (!train_run_to_stop(trainer, called_off)) return std::nullopt;
    result.runs.push_back(result_of(trainer, target));
    signature.add(trainer.run().network);
    result.runs.back().seconds = std::chrono::duration<double>(Clock::now() - start).count();
  }
  result.signature = signature.text();
  return result;
}

}  // namespace lfp
