#include "core/experiment/stop.h"

#include <algorithm>

namespace lfp {

std::optional<std::int64_t> last_step(const StopSpec& stop, std::int64_t batches_per_epoch) {
  std::optional<std::int64_t> last = stop.steps;
  if (!stop.epochs) return last;
  const std::int64_t by_epochs = *stop.epochs * batches_per_epoch;
  return last ? std::min(*last, by_epochs) : by_epochs;
}

}  // namespace lfp
