#include "core/study/run_curve.h"

#include <algorithm>

namespace lfp {
namespace {

/// The number of points that are recorded before every second one is dropped.
constexpr std::size_t most_gathered = RunRecord::most_log_rows;

CurvePoint point_of(const LogRow& row) {
  std::int64_t flipped = 0;
  for (const std::int64_t of_layer : row.flips) flipped += of_layer;
  return {.step = row.step,
          .epoch = row.epoch,
          .train_accuracy = row.train_accuracy,
          .test_accuracy = row.test_accuracy,
          .loss = row.loss,
          .feedback_ratio = largest_ratio_of(std::span<const double>(row.feedback_norm)),
          .flipped = flipped,
          .numbers = {},
          .layers = {}};
}

/// Calls `take(i)` for at most RunResult::most_points of `rows` indices, evenly spaced, including the last.
template <class Take>
void spread(std::size_t rows, const Take& take) {
  const std::size_t points = std::min(rows, RunResult::most_points);
  for (std::size_t point = 0; point < points; ++point) take(((point + 1) * rows + points - 1) / points - 1);
}

}  // namespace

void RunCurve::note(const RunState& run, LayerMeter& meter) {
  const auto row = run.record.last_row();
  if (!row || (!points_.empty() && points_.back().step == row->step)) return;
  meter.measure(run);
  CurvePoint point = point_of(*row);
  point.numbers = meter.all();
  if (with_layers_) point.layers = meter.layers();
  if (noted_ % stride_ != 0) points_.pop_back();
  points_.push_back(std::move(point));
  ++noted_;
  if (points_.size() <= most_gathered) return;
  for (std::size_t i = 1; i < most_gathered; i += 2) points_[i / 2] = std::move(points_[i]);
  points_[most_gathered / 2] = std::move(points_.back());
  points_.resize(most_gathered / 2 + 1);
  stride_ *= 2;
}

std::vector<CurvePoint> RunCurve::points(const RunLog& past) const {
  std::vector<CurvePoint> points;
  spread(past.size(), [&](std::size_t row) { points.push_back(point_of(*past[row])); });
  spread(points_.size(), [&](std::size_t point) { points.push_back(points_[point]); });
  return points;
}

}  // namespace lfp
