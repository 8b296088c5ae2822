#include "widgets/views/raster/feedback_raster_source.h"

#include "widgets/views/known_steps.h"

#include <algorithm>

namespace lfp {

namespace {

std::int64_t end_of(const TimelineView& view) {
  return static_cast<std::int64_t>(view.rows()) * view.bin_width();
}

}  // namespace

RasterSource::RasterSource(const Snapshot& snapshot, std::size_t run, std::optional<std::size_t> subtracted,
                           Extent extent) {
  if (run >= snapshot.runs.size() || (subtracted && *subtracted >= snapshot.runs.size())) return;
  const RunSnapshot& shown = snapshot.runs[run];
  const auto record_of = [&](const RunSnapshot& of) -> const TimelineView* {
    const bool goes_on = extent == Extent::with_ahead && of.ahead;
    return goes_on ? &of.ahead->history.raster : &of.history.raster;
  };
  own_ = record_of(shown);
  rows_ = own_->rows();
  const std::int64_t known =
      extent == Extent::with_ahead ? known_steps(snapshot, shown) : snapshot.position.step;
  last_step_ = std::min(end_of(*own_), std::max<std::int64_t>(1, known));
  if (subtracted) {
    other_ = record_of(snapshot.runs[*subtracted]);
    // A run that diverged ends earlier than the others.
    const std::int64_t common = std::min(end_of(*own_), end_of(*other_));
    rows_ = other_->empty() ? 0 : static_cast<std::size_t>((common + bin_width() - 1) / bin_width());
    last_step_ = std::min(last_step_, common);
  }
  std::size_t column = 0;
  for (const LayerSnapshot& layer : shown.layers) {
    first_columns_.push_back(column);
    column += static_cast<std::size_t>(layer.units);
  }
  if (columns() != column || (other_ != nullptr && other_->columns() != column)) rows_ = 0;
}

void RasterSource::mean(std::size_t first, std::size_t last, std::span<float> result) const {
  std::fill(result.begin(), result.end(), 0.0F);
  last = std::min(last, rows_);
  for (std::size_t row = first; row < last; ++row) {
    const std::span<const float> values = own_->row(row);
    for (std::size_t i = 0; i < result.size(); ++i) result[i] += values[i];
    if (other_ == nullptr) continue;
    const std::span<const float> others = other_->row(other_->row_of(own_->first_step(row)));
    for (std::size_t i = 0; i < result.size(); ++i) result[i] -= others[i];
  }
  const float share = 1.0F / static_cast<float>(std::max<std::size_t>(1, last - first));
  for (float& value : result) value *= share;
}

}  // namespace lfp
