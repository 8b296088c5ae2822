#pragma once

#include "core/snapshot/snapshot.h"

#include <optional>

namespace lfp {

/// Where feedback does not keep its size on its way down.
struct FeedbackWarning {
  bool grows = true;  ///< else it vanishes
  int layer = 0;      ///< from 1
  float factor = 1;   ///< its norm there over that at the outputs, in the last batch
};

/// The worst of a run with LFP: feedback that grows beyond 30 times its size at the outputs (some
/// pre-activations are close to zero), or where none does, one that shrinks below a thousandth of it.
/// Nothing in the middle of a step: layers below still hold what an earlier one has left there.
std::optional<FeedbackWarning> feedback_warning(const Snapshot& snapshot, std::size_t run);
/// The largest ratio of a layer's feedback to that at the outputs, either way round; 0: nothing to tell.
float largest_ratio(const Snapshot& snapshot, std::size_t run);

}  // namespace lfp
