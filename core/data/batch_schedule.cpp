#include "core/data/batch_schedule.h"

#include "core/base/random.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace lfp {

BatchSchedule::BatchSchedule(std::uint64_t seed, std::int64_t samples, std::int64_t batch_size)
    : seed_(seed),
      batch_size_(std::min(batch_size, samples)),
      batches_per_epoch_((samples + batch_size_ - 1) / batch_size_),
      order_(static_cast<std::size_t>(samples)) {
  assert(samples >= 1 && batch_size >= 1);
}

std::span<const std::int32_t> BatchSchedule::batch(std::int64_t step) {
  assert(step >= 0);
  const std::int64_t epoch = step / batches_per_epoch_;
  if (epoch != shuffled_epoch_) {
    // Starts from the unshuffled order, so that an epoch does not depend on those visited before it.
    std::iota(order_.begin(), order_.end(), 0);
    Random(seed_, RandomStream::batches, static_cast<std::uint64_t>(epoch)).shuffle(order_);
    shuffled_epoch_ = epoch;
  }
  const auto first = static_cast<std::size_t>(step % batches_per_epoch_ * batch_size_);
  const auto count = std::min(static_cast<std::size_t>(batch_size_), order_.size() - first);
  return std::span(order_).subspan(first, count);
}

}  // namespace lfp
