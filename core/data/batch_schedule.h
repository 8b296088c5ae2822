#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace lfp {

/// Assigns samples to batches. Every epoch is a fresh shuffle that depends only on the seed and the epoch's
/// number, so a position in the schedule is just a step number and all runs see the same batches. The last
/// batch of an epoch contains the remaining samples.
class BatchSchedule {
 public:
  /// `samples` and `batch_size` must be at least 1.
  BatchSchedule(std::uint64_t seed, std::int64_t samples, std::int64_t batch_size);

  std::int64_t batches_per_epoch() const { return batches_per_epoch_; }
  /// Returns the row indices of the batch at `step`, counted from 0 over all epochs. They are valid until the
  /// next call. Reshuffles only if the step lies in another epoch than the previous one; never allocates.
  std::span<const std::int32_t> batch(std::int64_t step);

 private:
  std::uint64_t seed_;
  std::int64_t batch_size_;
  std::int64_t batches_per_epoch_;
  std::int64_t shuffled_epoch_ = -1;
  std::vector<std::int32_t> order_;
};

}  // namespace lfp
