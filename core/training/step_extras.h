#pragma once

namespace lfp {

/// What is kept of a step beyond what training needs, because somebody looks at it.
struct StepExtras {
  bool input_feedback = false;  ///< the feedback to the inputs is computed
  bool updates = false;         ///< RunState::weight_before() is kept
};

}  // namespace lfp
