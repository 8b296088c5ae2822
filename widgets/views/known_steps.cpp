#include "widgets/views/known_steps.h"

#include <algorithm>

namespace lfp {

std::int64_t known_steps(const Snapshot& snapshot, const RunSnapshot& run) {
  return run.ahead ? std::max(run.ahead->last_step, snapshot.position.step) : snapshot.position.step;
}

std::int64_t known_steps(const Snapshot& snapshot) {
  std::int64_t furthest = snapshot.position.step;
  for (const RunSnapshot& run : snapshot.runs) furthest = std::max(furthest, known_steps(snapshot, run));
  return furthest;
}

}  // namespace lfp
