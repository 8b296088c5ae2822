#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace lfp {

/// Rows of numbers over time, read-only and cheap to copy: it shares its blocks with the Timeline it was
/// taken from. Row r averages `bin_width` consecutive steps, the last row possibly fewer.
class TimelineView {
 public:
  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return columns_; }
  std::int64_t bin_width() const { return bin_width_; }
  bool empty() const { return rows_ == 0; }
  std::span<const float> row(std::size_t index) const;
  float at(std::size_t row_index, std::size_t column) const { return row(row_index)[column]; }
  /// The first step (counted from 1) that row `index` averages.
  std::int64_t first_step(std::size_t index) const;
  /// The row that contains `step` (counted from 1), clamped to the last row; there must be at least one.
  std::size_t row_of(std::int64_t step) const;

 private:
  friend class Timeline;
  using Block = std::vector<float>;

  std::size_t columns_ = 0;
  std::size_t rows_ = 0;
  std::int64_t bin_width_ = 1;
  std::vector<std::shared_ptr<const Block>> blocks_;
};

/// A record of any length in bounded memory: when `capacity` rows are full, neighbours are averaged in pairs
/// and each row stands for twice as many steps. A record of up to `room_ahead` numbers never allocates after
/// construction, unless views share its blocks; a larger one allocates a block now and then.
class Timeline {
 public:
  static constexpr std::size_t room_ahead = std::size_t{1} << 18U;

  Timeline() = default;
  /// `capacity` is even and a multiple of the block size (32 rows).
  Timeline(std::size_t columns, std::size_t capacity);
  /// Restores a record from what view() and steps() returned: `rows` holds steps / bin_width rows, rounded
  /// up, and at most `capacity`.
  Timeline(std::size_t columns, std::size_t capacity, std::int64_t bin_width, std::int64_t steps,
           std::span<const float> rows);

  void push(std::span<const float> values);
  void clear();
  std::int64_t steps() const { return steps_; }
  std::size_t columns() const { return columns_; }
  std::size_t capacity() const { return capacity_; }
  /// Copies at most one block; the others are shared.
  TimelineView view() const;
  /// Returns a copy of the record that can grow independently of this one.
  Timeline branch() const;
  /// Calls `visit(address, bytes)` for every block, so that shared memory can be counted once.
  template <typename Visit>
  void visit_blocks(const Visit& visit) const {
    for (const auto& block : blocks_) visit(block.get(), block->capacity() * sizeof(float));
  }

 private:
  using Block = std::vector<float>;

  void halve();
  std::shared_ptr<Block> fresh_block();
  std::span<float> row(std::size_t index);

  std::size_t columns_ = 0;
  std::size_t capacity_ = 0;
  std::size_t rows_ = 0;  // rows in use, the last one possibly partial
  std::int64_t bin_width_ = 1;
  std::int64_t in_last_row_ = 0;  // steps averaged in the last row so far
  std::int64_t steps_ = 0;
  std::vector<std::shared_ptr<Block>> blocks_;
  std::vector<std::shared_ptr<Block>> spare_;  // never shared
  mutable bool is_shared_ = false;             // views or branches may be reading blocks_
};

}  // namespace lfp
