#include "core/lockstep/return_to_state.h"

#include "core/base/error.h"
#include "core/lockstep/lockstep.h"

#include <algorithm>

namespace lfp {
namespace {

/// False where repeating leads elsewhere: another machine may add up in another order.
bool shows_its_last_step(Lockstep& lockstep) {
  const std::string signature = lockstep.signature();
  const std::int64_t step = lockstep.position().step;
  try {
    return lockstep.go_to(step) && lockstep.position().step == step && lockstep.signature() == signature;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

bool return_to_state(const LockstepState& state, Lockstep& lockstep) {
  lockstep.set_state(state);
  // A run that diverged stays behind the others: there is no last step of all.
  const std::int64_t step = lockstep.position().step;
  const auto is_elsewhere = [step](const TrainerState& run) { return run.step != step; };
  const bool is_apart = std::ranges::any_of(state.runs, is_elsewhere);
  if (state.past.frames.empty() || is_apart || shows_its_last_step(lockstep)) return true;
  LockstepState without_past = state;
  without_past.past = {};
  lockstep.set_state(without_past);
  return false;
}

}  // namespace lfp
