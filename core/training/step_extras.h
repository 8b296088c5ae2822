#pragma once

namespace lfp {

/// What a step keeps beyond what training needs, because it is shown.
struct StepExtras {
  bool input_feedback = false;  ///< the feedback to the inputs is computed
  bool updates = false;         ///< RunState::weight_before() is kept
};

}  // namespace lfp
