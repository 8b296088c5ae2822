#include "core/training/timeline.h"

#include <algorithm>
#include <cassert>

namespace lfp {
namespace {

constexpr std::size_t rows_per_block = 128;

std::size_t blocks_for(std::size_t rows) {
  return (rows + rows_per_block - 1) / rows_per_block;
}

}  // namespace

std::span<const float> TimelineView::row(std::size_t index) const {
  assert(index < rows_);
  const float* block = blocks_[index / rows_per_block]->data();
  return {block + index % rows_per_block * columns_, columns_};
}

std::int64_t TimelineView::first_step(std::size_t index) const {
  return static_cast<std::int64_t>(index) * bin_width_ + 1;
}

std::size_t TimelineView::row_of(std::int64_t step) const {
  assert(!empty());
  const auto row_index = std::max<std::int64_t>(step - 1, 0) / bin_width_;
  return std::min(static_cast<std::size_t>(row_index), rows_ - 1);
}

Timeline::Timeline(std::size_t columns, std::size_t capacity) : columns_(columns), capacity_(capacity) {
  assert(columns > 0 && capacity > 0 && capacity % rows_per_block == 0);
}

std::span<float> Timeline::row(std::size_t index) {
  float* block = blocks_[index / rows_per_block]->data();
  return {block + index % rows_per_block * columns_, columns_};
}

void Timeline::push(std::span<const float> values) {
  assert(capacity_ > 0 && values.size() == columns_);
  ++steps_;
  const bool starts_row = rows_ == 0 || in_last_row_ == bin_width_;
  if (!starts_row) {
    ++in_last_row_;
    const auto mean = row(rows_ - 1);
    for (std::size_t i = 0; i < columns_; ++i)
      mean[i] += (values[i] - mean[i]) / static_cast<float>(in_last_row_);
    return;
  }
  if (rows_ == capacity_) halve();
  if (rows_ % rows_per_block == 0)
    blocks_.push_back(std::make_shared<std::vector<float>>(rows_per_block * columns_));
  ++rows_;
  in_last_row_ = 1;
  std::copy(values.begin(), values.end(), row(rows_ - 1).begin());
}

/// Into new blocks: views may still be reading the old ones.
void Timeline::halve() {
  Timeline half(columns_, capacity_);
  half.blocks_.reserve(blocks_for(capacity_));
  half.rows_ = rows_ / 2;
  for (std::size_t i = 0; i < blocks_for(half.rows_); ++i)
    half.blocks_.push_back(std::make_shared<std::vector<float>>(rows_per_block * columns_));
  for (std::size_t i = 0; i < half.rows_; ++i) {
    const auto first = row(2 * i);
    const auto second = row(2 * i + 1);
    std::transform(first.begin(), first.end(), second.begin(), half.row(i).begin(),
                   [](float a, float b) { return (a + b) / 2.0F; });
  }
  half.bin_width_ = 2 * bin_width_;
  half.in_last_row_ = half.bin_width_;
  half.steps_ = steps_;
  *this = std::move(half);
}

void Timeline::clear() {
  *this = capacity_ > 0 ? Timeline(columns_, capacity_) : Timeline();
}

Timeline Timeline::branch() const {
  Timeline copy = *this;
  if (!blocks_.empty()) copy.blocks_.back() = std::make_shared<std::vector<float>>(*blocks_.back());
  return copy;
}

TimelineView Timeline::view() const {
  TimelineView view;
  view.columns_ = columns_;
  view.rows_ = rows_;
  view.bin_width_ = bin_width_;
  view.blocks_.assign(blocks_.begin(), blocks_.end());
  const bool is_growing = rows_ % rows_per_block != 0 || in_last_row_ < bin_width_;
  if (is_growing && !blocks_.empty())
    view.blocks_.back() = std::make_shared<const TimelineView::Block>(*blocks_.back());
  return view;
}

}  // namespace lfp
