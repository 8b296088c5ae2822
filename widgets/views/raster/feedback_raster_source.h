#pragma once

#include "core/snapshot/snapshot.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace lfp {

/// The recorded feedback of one run, or that of one run minus another's at the same steps. Rows are those of
/// the run's timeline, columns its units, layer after layer.
class RasterSource {
 public:
  /// Up to the present, or with what lies ahead after going back.
  enum class Extent { present, with_ahead };
  RasterSource(const Snapshot& snapshot, std::size_t run, std::optional<std::size_t> subtracted,
               Extent extent);

  /// Rows that both runs have; 0 when nothing is recorded.
  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return own_ ? own_->columns() : 0; }
  std::size_t first_column(int layer) const { return first_columns_[static_cast<std::size_t>(layer)]; }
  std::int64_t bin_width() const { return own_ ? own_->bin_width() : 1; }
  /// The step up to which there is feedback.
  std::int64_t last_step() const { return last_step_; }
  std::int64_t first_step(std::size_t row) const { return own_->first_step(row); }
  /// The mean of the rows from `first` to before `last`, as far as there are any, into `result`.
  void mean(std::size_t first, std::size_t last, std::span<float> result) const;

 private:
  const TimelineView* own_ = nullptr;
  const TimelineView* other_ = nullptr;
  std::size_t rows_ = 0;
  std::int64_t last_step_ = 0;
  std::vector<std::size_t> first_columns_;
};

}  // namespace lfp
