#include "core/lockstep/train_to_stop.h"

#include <algorithm>
#include <cstdint>

namespace lfp {
namespace {

/// The number of steps that take about a tenth of a second. It depends on the experiment alone.
std::int64_t steps_at_once(const Lockstep& lockstep) {
  constexpr std::int64_t multiplications = 500'000'000;
  const auto snapshot = lockstep.snapshot({});
  std::int64_t parameters = 1;
  for (const auto& layer : snapshot->runs.front().layers) parameters += layer.parameters;
  return std::max<std::int64_t>(multiplications / snapshot->experiment->batch_size / parameters, 1);
}

}  // namespace

bool train_to_stop(Lockstep& lockstep, const TrainingWatch& watch) {
  const auto portion = steps_at_once(lockstep);
  while (!lockstep.is_finished() && lockstep.goes_on()) {
    if (watch.called_off && watch.called_off()) return false;
    const auto& position = lockstep.position();
    lockstep.advance(std::min(portion, position.batches_per_epoch - position.batch));
    if (watch.advanced) watch.advanced(lockstep);
  }
  return true;
}

}  // namespace lfp
