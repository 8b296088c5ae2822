#include "core/training/run_record.h"

#include <cassert>
#include <limits>
#include <utility>

namespace lfp {
namespace {

constexpr std::size_t step_rows = 4096;
constexpr std::size_t raster_rows = 2048;

/// A timeline like `form` of `steps` equal steps.
Timeline uniform(const Timeline& form, std::int64_t steps, float value) {
  std::int64_t bin_width = 1;
  while (static_cast<std::int64_t>(form.capacity()) * bin_width < steps) bin_width *= 2;
  const auto rows = static_cast<std::size_t>((steps + bin_width - 1) / bin_width);
  const std::vector<float> values(rows * form.columns(), value);
  return {form.columns(), form.capacity(), bin_width, steps, values};
}

}  // namespace

RunRecord::RunRecord(std::size_t layers, std::size_t units, bool with_raster)
    : layers_(layers), steps_(StepColumns::count(layers), step_rows), row_(StepColumns::count(layers)) {
  if (with_raster) raster_ = Timeline(units, raster_rows);
  open_.feedback_norm.assign(layers, 0.0);
}

void RunRecord::add_step(const StepResult& result) {
  row_[StepColumns::batch_accuracy] = static_cast<float>(result.accuracy);
  row_[StepColumns::batch_loss] = static_cast<float>(result.loss);
  row_[StepColumns::mean_feedback] = static_cast<float>(result.mean_feedback);
  for (std::size_t l = 0; l < layers_; ++l) {
    row_[StepColumns::feedback_norm(l)] = static_cast<float>(result.feedback_norm[l]);
    row_[StepColumns::flips(l, layers_)] = static_cast<float>(result.flips[l]);
    row_[StepColumns::to_positive(l, layers_)] = static_cast<float>(result.to_positive[l]);
    row_[StepColumns::to_negative(l, layers_)] = static_cast<float>(result.to_negative[l]);
    open_.feedback_norm[l] += result.feedback_norm[l];
  }
  steps_.push(row_);
  if (!result.unit_feedback.empty()) raster_.push(result.unit_feedback);

  const auto samples = static_cast<double>(result.samples);
  open_.train_accuracy += result.accuracy * samples;
  open_.loss += result.loss * samples;
  open_.mean_feedback += result.mean_feedback * samples;
  open_samples_ += result.samples;
  ++open_steps_;
}

void RunRecord::add_log_row(std::int64_t step, std::int64_t epoch, double test_accuracy, double test_loss,
                            const std::vector<std::int64_t>& flips) {
  assert(has_open_row());
  const auto samples = static_cast<double>(open_samples_);
  auto row = std::make_shared<LogRow>(open_);
  row->step = step;
  row->epoch = epoch;
  row->train_accuracy /= samples;
  row->loss /= samples;
  row->mean_feedback /= samples;
  for (double& norm : row->feedback_norm) norm /= static_cast<double>(open_steps_);
  row->test_accuracy = test_accuracy;
  row->test_loss = test_loss;
  row->flips = flips;
  keep(std::move(row));

  open_ = LogRow{};
  open_.feedback_norm.assign(layers_, 0.0);
  open_steps_ = 0;
  open_samples_ = 0;
}

/// log_[i] is row number (i + 1) * log_stride_, except for the last one, which can be any row.
void RunRecord::keep(std::shared_ptr<const LogRow> row) {
  if (closed_rows_ % log_stride_ != 0) log_.pop_back();
  log_.push_back(std::move(row));
  ++closed_rows_;
  if (log_.size() <= most_log_rows) return;
  for (std::size_t i = 1; i + 1 < log_.size(); i += 2) log_[i / 2] = std::move(log_[i]);
  log_[most_log_rows / 2] = std::move(log_.back());
  log_.resize(most_log_rows / 2 + 1);
  log_stride_ *= 2;
}

RunHistory RunRecord::history() const {
  return {.steps = steps_.view(), .raster = raster_.view(), .log = log_};
}

RunRecordParts RunRecord::parts() const {
  return {.steps = steps_.branch(),
          .raster = raster_.branch(),
          .log = log_,
          .open = open_,
          .open_steps = open_steps_,
          .open_samples = open_samples_,
          .closed_rows = closed_rows_,
          .log_stride = log_stride_};
}

void RunRecord::set_parts(RunRecordParts parts) {
  assert(parts.steps.columns() == steps_.columns() && parts.raster.columns() == raster_.columns());
  steps_ = std::move(parts.steps);
  raster_ = std::move(parts.raster);
  log_ = std::move(parts.log);
  open_ = std::move(parts.open);
  open_steps_ = parts.open_steps;
  open_samples_ = parts.open_samples;
  closed_rows_ = parts.closed_rows;
  log_stride_ = parts.log_stride;
}

void RunRecord::set_unknown(std::int64_t steps) {
  LogRow open;
  open.feedback_norm.assign(layers_, 0.0);
  Timeline raster;
  if (raster_.columns() > 0) raster = uniform(raster_, steps, 0.0F);
  set_parts({.steps = uniform(steps_, steps, std::numeric_limits<float>::quiet_NaN()),
             .raster = std::move(raster),
             .log = {},
             .open = std::move(open)});
}

RunRecord RunRecord::branch() const {
  RunRecord copy = *this;
  copy.steps_ = steps_.branch();
  copy.raster_ = raster_.branch();
  return copy;
}

}  // namespace lfp
