#include "core/snapshot/timeline.h"

#include <algorithm>
#include <cassert>

namespace lfp {
namespace {

constexpr std::size_t rows_per_block = 32;

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
  blocks_.reserve(blocks_for(capacity));
  spare_.reserve(blocks_for(capacity));
  if (columns * capacity > room_ahead) return;
  for (std::size_t i = 0; i < blocks_for(capacity); ++i)
    spare_.push_back(std::make_shared<Block>(rows_per_block * columns));
}

std::shared_ptr<Timeline::Block> Timeline::fresh_block() {
  if (spare_.empty()) return std::make_shared<Block>(rows_per_block * columns_);
  auto block = std::move(spare_.back());
  spare_.pop_back();
  return block;
}

Timeline::Timeline(std::size_t columns, std::size_t capacity, std::int64_t bin_width, std::int64_t steps,
                   std::span<const float> rows)
    : Timeline(columns, capacity) {
  rows_ = rows.size() / columns;
  bin_width_ = bin_width;
  steps_ = steps;
  in_last_row_ = rows_ == 0 ? 0 : steps - static_cast<std::int64_t>(rows_ - 1) * bin_width;
  assert(rows_ <= capacity && in_last_row_ >= 0 && in_last_row_ <= bin_width);
  for (std::size_t i = 0; i < blocks_for(rows_); ++i)
    blocks_.push_back(std::make_shared<std::vector<float>>(rows_per_block * columns_));
  for (std::size_t i = 0; i < rows_; ++i)
    std::copy_n(rows.begin() + static_cast<std::ptrdiff_t>(i * columns), columns, row(i).begin());
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
  if (rows_ % rows_per_block == 0) blocks_.push_back(fresh_block());
  ++rows_;
  in_last_row_ = 1;
  std::copy(values.begin(), values.end(), row(rows_ - 1).begin());
}

/// Works in place, but writes to new blocks if views may still be reading the old ones.
void Timeline::halve() {
  rows_ /= 2;
  for (std::size_t b = 0; b < blocks_for(rows_); ++b) {
    auto block = is_shared_ ? fresh_block() : blocks_[b];
    const std::size_t end = std::min((b + 1) * rows_per_block, rows_);
    for (std::size_t i = b * rows_per_block; i < end; ++i) {
      const auto first = row(2 * i);
      const auto second = row(2 * i + 1);
      std::transform(first.begin(), first.end(), second.begin(),
                     block->data() + i % rows_per_block * columns_,
                     [](float one, float other) { return (one + other) / 2.0F; });
    }
    blocks_[b] = std::move(block);
  }
  while (blocks_.size() > blocks_for(rows_)) {
    if (!is_shared_) spare_.push_back(std::move(blocks_.back()));
    blocks_.pop_back();
  }
  bin_width_ *= 2;
  in_last_row_ = bin_width_;
  is_shared_ = false;
}

void Timeline::clear() {
  *this = capacity_ > 0 ? Timeline(columns_, capacity_) : Timeline();
}

Timeline Timeline::branch() const {
  is_shared_ = true;
  Timeline copy = *this;
  copy.spare_.clear();
  if (!blocks_.empty()) copy.blocks_.back() = std::make_shared<Block>(*blocks_.back());
  return copy;
}

TimelineView Timeline::view() const {
  is_shared_ = true;
  TimelineView view;
  view.columns_ = columns_;
  view.rows_ = rows_;
  view.bin_width_ = bin_width_;
  view.blocks_.assign(blocks_.begin(), blocks_.end());
  const bool is_growing = rows_ % rows_per_block != 0 || in_last_row_ < bin_width_;
  if (is_growing && !blocks_.empty()) view.blocks_.back() = std::make_shared<const Block>(*blocks_.back());
  return view;
}

}  // namespace lfp
