#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace lfp {

/// Which samples make up which batch: every epoch is a fresh shuffle that depends on the seed and the epoch's
/// number alone, so that a place in the schedule is just a step number and all runs see the same batches.
/// The last batch of an epoch holds what remains.
class BatchSchedule {
 public:
  /// `samples` and `batch_size` at least 1.
  BatchSchedule(std::uint64_t seed, std::int64_t samples, std::int64_t batch_size);

  std::int64_t batches_per_epoch() const { return batches_per_epoch_; }
  /// The row indices of the batch at `step`, counted from 0 over all epochs. Valid until the next call;
  /// reshuffles only when the step lies in another epoch than the call before; never allocates.
  std::span<const std::int32_t> batch(std::int64_t step);

 private:
  std::uint64_t seed_;
  std::int64_t batch_size_;
  std::int64_t batches_per_epoch_;
  std::int64_t shuffled_epoch_ = -1;
  std::vector<std::int32_t> order_;
};

}  // namespace lfp
